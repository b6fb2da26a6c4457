package kubetraining.run;

import java.util.Optional;
import kubetraining.config.LabKind;
import kubetraining.host.Texts;
import kubetraining.lab.DamagedRecordException;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;
import kubetraining.progress.Progress;

/** What the kind of a lab, as its record names it, means for whoever types a command. */
public final class LabKinds {
  private LabKinds() {}

  /**
   * Keeps a command for one kind of lab off a lab of another kind; one that is unknown here is let
   * pass.
   *
   * @throws LabUnavailableException naming the kind it is of
   */
  static void require(LabFolder folder, LabKind kind) {
    String is = folder.readRecord().map(LabRecord::kind).orElse(kind.word());
    if (!is.equals(kind.word())) {
      throw new LabUnavailableException(
          "lab '%s' is of kind '%s', not '%s'; add %s, or use another name: -Dlab.name=...",
          folder.lab(), is, kind.word(), LabKind.settings(is));
    }
  }

  /** As above, for who gives a lab back: a record that cannot be read is no reason to keep it. */
  static void requireIfReadable(LabFolder folder, LabKind kind, Progress progress) {
    try {
      require(folder, kind);
    } catch (DamagedRecordException e) {
      progress.note(
          Texts.of("%s; giving back what is found of a lab of kind '%s'", e.damage(), kind.word()));
    }
  }

  /** A sentence for whoever cannot reach a lab; empty where only this computer is in between. */
  public static Optional<String> reach(LabFolder folder) {
    try {
      var kind = folder.readRecord().map(LabRecord::kind);
      String hint = "if your own address has changed, admit it: ./training allow --lab aws";
      return kind.filter(LabKind.AWS.word()::equals).map(aws -> hint + nameOption(folder));
    } catch (LabUnavailableException e) {
      return Optional.empty();
    }
  }

  /** What a command takes that is for this lab. */
  public static String nameOption(LabFolder folder) {
    return folder.lab().equals("training") ? "" : " --name " + folder.lab();
  }
}
