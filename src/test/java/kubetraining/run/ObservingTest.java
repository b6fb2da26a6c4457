package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import kubetraining.config.TrainingConfig;
import kubetraining.guide.RunRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ObservingTest {
  @TempDir Path home;

  @Test
  void onlyALabThatIsKeptIsObserved() {
    var labs = new LabsWithoutLab(TrainingConfig.of(Map.of("training.mode", "observe"), home));
    assertThatThrownBy(() -> Observing.require(labs))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("./training up");

    KeptLab.keep(labs.folder().create());
    assertThatCode(() -> Observing.require(labs)).doesNotThrowAnyException();
  }
}
