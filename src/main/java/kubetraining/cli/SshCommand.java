package kubetraining.cli;

import java.util.ArrayList;
import java.util.List;
import kubetraining.progress.Progress;
import kubetraining.run.LabControl;
import kubetraining.run.LabKinds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a shell on a machine, by the computer's own ssh. */
@Command(
    name = "ssh",
    description = {
      "Opens a shell on a machine of the lab, or runs one command there.",
      "What you type in the shell is kept on this computer, in the folder of the lab, without "
          + "secrets; './training observe' looks there. A command that begins with a space is not kept."
    },
    exitCodeList = {
      "0-255:the exit code of the shell or command; 255 if ssh could not reach the machine",
      "2:also if the lab is not up, or has no such machine"
    },
    footer = {"  ./training ssh node1", "  ./training ssh node1 kubectl get nodes -o wide"})
final class SshCommand extends LabCommand {
  private static final int NOT_REACHED = 255;

  /** The machines of a lab that is whole, for the completion of shells. */
  static final class Machines extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Machines() {
      super(List.of("node1", "node2", "node3", "node4"));
    }
  }

  @Option(
      names = "--plain",
      description = "keeps nothing of what you type; './training observe' does not see it either")
  private boolean plain;

  @Parameters(
      index = "0",
      paramLabel = "MACHINE",
      completionCandidates = Machines.class,
      description = "node1 to node4")
  private String machine;

  @Parameters(
      index = "1..*",
      paramLabel = "COMMAND",
      description = "what to run instead of a shell; options after MACHINE belong to it")
  private List<String> command = new ArrayList<>();

  @Override
  public Integer call() {
    try {
      var control = new LabControl(config(), Progress.SILENT);
      int code =
          command.isEmpty() && !plain && Terminal.isWhole()
              ? control.type(machine)
              : control.ssh(machine, command).waitFor();
      if (code == NOT_REACHED) {
        LabKinds.reach(folder()).ifPresent(hint -> System.err.println("training: " + hint));
      }
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Training.FAILED;
    }
  }
}
