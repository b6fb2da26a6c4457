package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kubetraining.config.TrainingConfig;
import kubetraining.guide.RunRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ObservingTest {
  @TempDir Path home;

  @Test
  void onlyALabThatIsKeptIsObserved() throws IOException {
    assertThatThrownBy(() -> Observing.require(observing()))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("./training up");

    Path lab = Files.createDirectories(observing().folders().state().resolve("labs/training"));
    Files.writeString(lab.resolve("kept"), "");
    assertThatCode(() -> Observing.require(observing())).doesNotThrowAnyException();
  }

  private TrainingConfig observing() {
    return TrainingConfig.of(Map.of("training.mode", "observe"), home);
  }
}
