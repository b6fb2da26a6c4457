package kubetraining.cli;

import java.util.concurrent.Callable;
import kubetraining.host.Printable;
import kubetraining.progress.Progress;
import kubetraining.run.LabControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells which labs there are and how they are. */
@Command(
    name = "status",
    description = {
      "Tells which labs there are, how old, for how long, whose, and their machines and nodes.",
      "It knows the labs that were brought up from this computer by this user."
    },
    exitCodeList = {
      "0:the cluster of the lab answers",
      "1:it does not answer, or there is no such lab",
      "2:it could not be told"
    },
    footer = "  ./training status")
final class StatusCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var status = new LabControl(options.config(), Progress.SILENT).status();
    status.lines().stream().map(Printable::line).forEach(out::println);
    out.flush();
    if (!status.known()) {
      return Training.FAILED;
    }
    return status.up() ? 0 : Training.NEGATIVE;
  }
}
