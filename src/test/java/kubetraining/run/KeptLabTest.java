package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;
import kubetraining.progress.Progress;
import kubetraining.wait.WaitLedger;
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
    var labs = Labs.of(config(), "a test", Progress.SILENT, new Waits(new WaitLedger()));

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
  void aLabThatWasNotKeptIsMadeAnewWhateverItsVersion() {
    var folder = lab(OLD);

    assertThatCode(() -> KeptLab.require(folder, TrainingConfig.KUBERNETES))
        .doesNotThrowAnyException();
  }

  @Test
  void aKeptLabOfThisVersionIsGoneOnWith() {
    var folder = lab(TrainingConfig.KUBERNETES);
    KeptLab.keep(folder);

    assertThatCode(() -> KeptLab.require(folder, TrainingConfig.KUBERNETES))
        .doesNotThrowAnyException();
  }

  private LabFolder lab(String kubernetes) {
    var folder = LabFolder.of(state, "old").create();
    folder.writeRecord(
        new LabRecord(
            "embedded",
            "10.42.0.0/16",
            Instant.now(),
            Optional.of(kubernetes),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    return folder;
  }

  private TrainingConfig config() {
    var any = TrainingConfig.of(Map.of(), state);
    return new TrainingConfig(
        any.lab(),
        "old",
        false,
        any.allowNotAttempted(),
        any.labOwner(),
        any.timeToLive(),
        any.patience(),
        any.aws(),
        any.embedded(),
        any.artifacts(),
        new TrainingConfig.Folders(state, state, state, state),
        new TrainingConfig.Signing(state.resolve("key.pem"), false, ""));
  }
}
