package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptLabTest {
  private static final String OLD = "v1.35.0";
  @TempDir Path state;

  @Test
  void aKeptLabOfAnotherVersionIsRefusedAndStays() {
    var folder = lab(OLD);
    KeptLab.keep(folder);
    var labs = new Labs(config(), "a test", Progress.SILENT, new Waits());

    assertThatThrownBy(labs::open)
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("lab 'old' was kept with Kubernetes " + OLD)
        .hasMessageContaining("this guide is for " + TrainingConfig.KUBERNETES)
        .hasMessageContaining("./training down --name old");
    labs.release();
    labs.close();

    assertThat(KeptLab.isKept(folder)).as("it is still there, and kept").isTrue();
  }

  @Test
  void aLabThatWasNotKeptOrIsOfThisVersionIsNotRefused() {
    KeptLab.require(lab(OLD));
    var folder = lab(TrainingConfig.KUBERNETES);
    KeptLab.keep(folder);
    KeptLab.require(folder);
  }

  private LabFolder lab(String kubernetes) {
    var folder = LabFolder.of(state, "old").create();
    folder.writeRecord(LabsWithoutLab.record("embedded", Instant.now()).running(kubernetes));
    return folder;
  }

  private TrainingConfig config() {
    return TrainingConfig.of(Map.of("lab.name", "old", "training.state", state.toString()), state);
  }
}
