package kubetraining.run;

import java.util.Optional;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;

/** What to try when the machines of a lab cannot be reached. */
public final class Reach {
  private Reach() {}

  /** The same for the lab that the settings name. */
  public static Optional<String> hint(TrainingConfig config) {
    return hint(LabFolder.of(config.folders().state(), config.labName()));
  }

  /** A sentence for whoever cannot reach a lab; empty where only this computer is in between. */
  static Optional<String> hint(LabFolder folder) {
    try {
      return folder
          .readRecord()
          .filter(record -> record.kind().equals(LabKind.AWS.word()))
          .map(
              record ->
                  "if your own address has changed, let it in: ./training allow --lab aws"
                      + (folder.lab().equals("training") ? "" : " --name " + folder.lab()));
    } catch (LabUnavailableException e) {
      return Optional.empty();
    }
  }
}
