package kubetraining.cli;

import java.util.concurrent.Callable;
import kubetraining.report.ConsoleProgress;
import kubetraining.run.LabCallers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets in a caller whose address has changed. */
@Command(
    name = "allow",
    description = {
      "Lets you in to a lab on AWS again after your own address has changed, and no longer",
      "whoever has the old one. './training status' tells when that is needed."
    },
    exitCodeList = {"0:your address is let in", "2:it could not be; the reason is told"},
    footer = {"  ./training allow --lab aws"})
final class AllowCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Override
  public Integer call() {
    ConsoleProgress.onStandardOutput().note(new LabCallers(options.config()).allow());
    return 0;
  }
}
