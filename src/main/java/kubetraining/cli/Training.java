package kubetraining.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kubetraining.config.ConfigException;
import kubetraining.host.Printable;
import kubetraining.host.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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
    setHeadings(commandLine);
    return commandLine
        .setExecutionExceptionHandler(Training::explain)
        .setParameterExceptionHandler(Training::refuse)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static void setHeadings(CommandLine commandLine) {
    commandLine
        .getCommandSpec()
        .usageMessage()
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .footerHeading("%nExample:%n");
    commandLine.getSubcommands().values().forEach(Training::setHeadings);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return FAILED;
  }

  /** What was mistyped is told in a line or two, not buried under all that could be typed. */
  private static int refuse(ParameterException mistake, String[] arguments) {
    var command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("training: " + Printable.of(mistake.getMessage()));
    if (!UnmatchedArgumentException.printSuggestions(mistake, err)
        && mistake instanceof UnmatchedArgumentException) {
      err.println("Options: " + String.join(" ", names(command.getCommandSpec())));
    }
    err.println(
        Texts.of("'./%s --help' explains it.", command.getCommandSpec().qualifiedName(" ")));
    err.flush();
    return FAILED;
  }

  private static Set<String> names(CommandSpec command) {
    return new TreeSet<>(
        command.options().stream().flatMap(each -> Stream.of(each.names())).toList());
  }

  /** A failure is told in its own words; the stack goes to the log only. */
  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    err.println("training: " + Printable.of(inWords(failure)));
    for (Throwable also : failure.getSuppressed()) {
      err.println("  also: " + Printable.of(inWords(also)));
    }
    if (!(failure instanceof ConfigException)) {
      org.slf4j.LoggerFactory.getLogger(Training.class).error("command failed", failure);
    }
    err.flush();
    return FAILED;
  }

  private static String inWords(Throwable failure) {
    String words = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    // It says what was tried; only its cause says why that did not work.
    return failure instanceof UncheckedIOException ? words + ": " + failure.getCause() : words;
  }
}
