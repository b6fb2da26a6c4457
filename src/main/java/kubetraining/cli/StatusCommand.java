package kubetraining.cli;

import java.util.concurrent.Callable;
import kubetraining.progress.Progress;
import kubetraining.run.LabControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells which labs there are and how they are. */
@Command(name = "status", description = "Tells which labs there are, their machines and nodes.")
final class StatusCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var status = new LabControl(options.config(), Progress.SILENT).status();
    status.lines().forEach(out::println);
    out.flush();
    if (!status.known()) {
      return Training.FAILED;
    }
    return status.up() ? 0 : Training.NEGATIVE;
  }
}
