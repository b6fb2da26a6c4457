package kubetraining.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kubetraining.progress.Progress;
import kubetraining.run.LabControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Opens a shell on a machine, by the computer's own ssh. */
@Command(name = "ssh", description = "Opens a shell on a machine, or runs one command there.")
final class SshCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Parameters(index = "0", paramLabel = "MACHINE", description = "node1 to node4")
  private String machine;

  @Parameters(
      index = "1..*",
      paramLabel = "COMMAND",
      description = "what to run instead of a shell")
  private List<String> command = new ArrayList<>();

  @Override
  public Integer call() {
    try {
      return new LabControl(options.config(), Progress.SILENT).ssh(machine, command).waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Training.FAILED;
    }
  }
}
