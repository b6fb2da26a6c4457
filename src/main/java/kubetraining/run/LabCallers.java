package kubetraining.run;

import java.util.List;
import kubetraining.config.LabKind;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabUnavailableException;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** From where a lab on AWS is reached, when the caller's own address changes. */
public record LabCallers(TrainingConfig config, LabFolder folder) {
  public LabCallers(TrainingConfig config) {
    this(config, LabFolder.of(config.folders().state(), config.labName()));
  }

  /**
   * Lets the caller in from where the calls come now, and no longer from where they came before.
   *
   * @return what was done, in words
   * @throws LabUnavailableException if there is no such lab of this computer, or it is not on AWS
   */
  public String allow() {
    if (config.lab() != LabKind.AWS) {
      throw new LabUnavailableException(
          "only a lab on AWS has rules about addresses; for such a lab: ./training allow --lab aws");
    }
    LabKinds.require(folder, LabKind.AWS);
    var record =
        folder
            .readRecord()
            .orElseThrow(
                () -> new LabUnavailableException("this computer knows no lab '%s'", folder.lab()));
    try (var aws = open()) {
      var before = aws.provider().caretaker().allow(folder.lab(), record.networkRange());
      return before.fit()
          ? Texts.of("lab '%s' already admits %s, and nobody else", folder.lab(), before.now())
          : Texts.of(
              "lab '%s' now admits %s, and no longer %s",
              folder.lab(), before.now(), String.join(", ", others(before.letIn(), before.now())));
    }
  }

  /** Whether the caller is let in now, in words. */
  String line(LabRecord record) {
    try (var aws = open()) {
      var callers = aws.provider().caretaker().callers(folder.lab(), record.networkRange());
      return callers.fit()
          ? Texts.of("it admits your address, %s", callers.now())
          : Texts.of(
              "your address is now in %s, and it admits %s; %s",
              callers.now(),
              callers.letIn().isEmpty() ? "nobody" : String.join(", ", callers.letIn()),
              LabKinds.reach(folder).orElse(""));
    } catch (LabUnavailableException e) {
      return "which addresses it admits is not known: " + e.getMessage();
    }
  }

  private static List<String> others(List<String> ranges, String mine) {
    var others = ranges.stream().filter(range -> !range.equals(mine)).toList();
    return others.isEmpty() ? List.of("only some of the ports") : others;
  }

  private Cloud open() {
    var waits = new Waits().times(config.patience());
    return Cloud.amazon(config, folder.lab(), Progress.SILENT, waits);
  }
}
