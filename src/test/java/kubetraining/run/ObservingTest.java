package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kubetraining.config.TrainingConfig;
import kubetraining.course.PlannedScenario;
import kubetraining.course.RunPlan;
import kubetraining.guide.RunRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ObservingTest {
  @TempDir Path home;

  @Test
  void aSectionInWhichTheSuiteStillActsIsRefused() {
    assertThatThrownBy(() -> Observing.require(observing(), plan("section-5")))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("only sections 1 and 3 can be observed today, and not @section-5");
  }

  @Test
  void onlyALabThatIsKeptIsObserved() throws IOException {
    assertThatThrownBy(() -> Observing.require(observing(), plan("section-3")))
        .isInstanceOf(RunRefusedException.class)
        .hasMessageContaining("./training up");

    Path lab = Files.createDirectories(observing().folders().state().resolve("labs/training"));
    Files.writeString(lab.resolve("kept"), "");
    assertThatCode(() -> Observing.require(observing(), plan("section-3")))
        .doesNotThrowAnyException();
  }

  @Test
  void aRunOfTheSuiteMayDoAll() {
    var config = TrainingConfig.of(Map.of(), home);

    assertThatCode(() -> Observing.require(config, plan("section-5"))).doesNotThrowAnyException();
  }

  private TrainingConfig observing() {
    return TrainingConfig.of(Map.of("training.mode", "observe"), home);
  }

  private static RunPlan plan(String section) {
    var scenario = new PlannedScenario("a/b", "B", section, "a.feature", 1, List.of());
    return new RunPlan(
        "", Map.of(), List.of(), List.of(scenario), Set.of("a/b"), Set.of(), Set.of());
  }
}
