package kubetraining.cli;

import java.util.concurrent.Callable;
import kubetraining.config.ConfigException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of kube-training. */
@Command(
    name = "training",
    version = "kube-training 1.0.0",
    description = "Brings up the training's lab, looks at it, and gives it back.",
    exitCodeList = {
      "0:what was asked for was done, or is so",
      "1:it is not so: no such lab, something missing, not attested",
      "2:it could not be done; the reason is told"
    },
    footer = {"  ./training doctor", "  ./training up", "  ./training help ssh"},
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      SshCommand.class,
      KubeconfigCommand.class,
      ExtendCommand.class,
      AllowCommand.class,
      DownCommand.class,
      SweepCommand.class,
      VerifyCommand.class,
      ArtifactsCommand.class,
      DoctorCommand.class,
      HelpCommand.class,
      CompletionCommand.class
    })
public final class Training implements Callable<Integer> {
  /** What was asked for was not found or not true: no such lab, something missing. */
  static final int NEGATIVE = 1;

  /** The command could not be carried out. */
  static final int FAILED = 2;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "explains the command")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "tells the version")
  private boolean version;

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    var commandLine = new CommandLine(new Training());
    // What follows the machine's name belongs to the command that runs there.
    commandLine.getSubcommands().get("ssh").setStopAtPositional(true);
    return new Replies("./", Training::log).given(commandLine);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return FAILED;
  }

  /** The stack of a failure goes to the log only. */
  private static void log(Exception failure) {
    if (!(failure instanceof ConfigException)) {
      LoggerFactory.getLogger(Training.class).error("command failed", failure);
    }
  }
}
