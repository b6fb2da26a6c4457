package kubetraining.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import kubetraining.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of kube-training. */
@Command(
    name = "training",
    mixinStandardHelpOptions = true,
    version = "kube-training 1.0.0",
    description = "Brings up the training's lab, looks at it, and gives it back.",
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      SshCommand.class,
      KubeconfigCommand.class,
      DownCommand.class,
      SweepCommand.class,
      VerifyCommand.class,
      ArtifactsCommand.class,
      DoctorCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Training implements Callable<Integer> {
  /** What was asked for was not found or not true: no such lab, something missing. */
  static final int NEGATIVE = 1;

  /** The command could not be carried out. */
  static final int FAILED = 2;

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    var commandLine = new CommandLine(new Training());
    // What follows the machine's name belongs to the command that runs there.
    commandLine.getSubcommands().get("ssh").setStopAtPositional(true);
    return commandLine
        .setExecutionExceptionHandler(Training::explain)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return FAILED;
  }

  /** A failure is told in its own words; the stack goes to the log only. */
  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    err.println("training: " + failure.getMessage());
    for (Throwable also : failure.getSuppressed()) {
      err.println("  also: " + also.getMessage());
    }
    if (!(failure instanceof ConfigException)) {
      org.slf4j.LoggerFactory.getLogger(Training.class).error("command failed", failure);
    }
    err.flush();
    return FAILED;
  }
}
