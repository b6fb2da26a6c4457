package kubetraining.cli;

import kubetraining.config.ConfigException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of kube-training. */
@Command(
    name = "training",
    version = "kube-training 1.0.0",
    description = "Brings up the training's lab, looks at it, and gives it back.",
    exitCodeList = {
      "0:done, or yes",
      "1:not done, or no: no such lab, something missing, not verified",
      "2:it could not be done; the reason is printed"
    },
    footer = {"  ./training doctor", "  ./training up", "  ./training help ssh"},
    subcommands = {
      UpCommand.class,
      LabCommands.Status.class,
      SshCommand.class,
      ObserveCommand.class,
      GuideCommand.class,
      ByHandCommands.Hint.class,
      ByHandCommands.Expect.class,
      ByHandCommands.Done.class,
      ByHandCommands.Solve.class,
      ByHandCommands.Restart.class,
      LabCommands.Kubeconfig.class,
      LabCommands.Extend.class,
      LabCommands.Allow.class,
      LabCommands.Down.class,
      SweepCommand.class,
      LookCommand.class,
      VerifyCommand.class,
      ArtifactsCommand.class,
      LabCommands.Examine.class,
      LabCommands.Help.class,
      LabCommands.Completion.class
    })
public final class Training extends Replies.Front {
  /** What was asked for was not found or not true: no such lab, something missing. */
  static final int NEGATIVE = 1;

  /** The command could not be carried out. */
  static final int FAILED = 2;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(Replies.exitCode(() -> commandLine().execute(args)));
  }

  static CommandLine commandLine() {
    var commandLine = new CommandLine(new Training());
    // What follows the machine's name belongs to the command that runs there.
    commandLine.getSubcommands().get("ssh").setStopAtPositional(true);
    return new Replies("./", Training::log).given(commandLine);
  }

  /** The stack of a failure goes to the log only. */
  private static void log(Exception failure) {
    if (!(failure instanceof ConfigException)) {
      LoggerFactory.getLogger(Training.class).error("command failed", failure);
    }
  }
}
