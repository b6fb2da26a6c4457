package kubetraining.run;

import kubetraining.config.LabKind;
import kubetraining.host.Texts;
import kubetraining.lab.DamagedRecordException;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;
import kubetraining.progress.Progress;

/** Keeps a command for one kind of lab off a lab of another kind. */
final class LabKinds {
  private LabKinds() {}

  /**
   * Does nothing if the lab is of that kind or unknown here.
   *
   * @throws LabUnavailableException naming the kind it is of
   */
  static void require(LabFolder folder, LabKind kind) {
    folder
        .readRecord()
        .filter(record -> !record.kind().equals(kind.word()))
        .ifPresent(
            record -> {
              throw new LabUnavailableException(
                  Texts.of(
                      "lab '%s' is of the kind '%s', not '%s'; add %s, or use another name: -Dlab.name=...",
                      folder.lab(), record.kind(), kind.word(), LabKind.settings(record.kind())));
            });
  }

  /** As above, for who gives a lab back: a record that cannot be read is no reason to keep it. */
  static void requireIfReadable(LabFolder folder, LabKind kind, Progress progress) {
    try {
      require(folder, kind);
    } catch (DamagedRecordException e) {
      progress.note(
          Texts.of(
              "%s; giving back what is found of a lab of the kind '%s'", e.damage(), kind.word()));
    }
  }
}
