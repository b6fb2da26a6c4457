package kubetraining.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import kubetraining.host.Printable;
import kubetraining.host.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * How a command line of ours explains itself, and answers to what cannot be done.
 *
 * @param prefix what is typed before its name
 * @param failures is told of what could not be done, and why
 */
record Replies(String prefix, Consumer<Exception> failures) {
  /** The command that all others belong to; alone it does no more than explain itself. */
  abstract static class Front implements Callable<Integer> {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        scope = ScopeType.INHERIT,
        description = "explains the command")
    private boolean help;

    @Option(
        names = {"-V", "--version"},
        versionHelp = true,
        description = "prints the version")
    private boolean version;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().usage(spec.commandLine().getOut());
      return Training.FAILED;
    }
  }

  /** That of a command. Java itself ends with 1, which means no, if it lacks memory or files. */
  static int exitCode(IntSupplier command) {
    try {
      return command.getAsInt();
    } catch (Error e) {
      System.err.println("training: Java cannot go on: " + e);
      return Training.FAILED;
    }
  }

  /** The same command line, which answers so. */
  CommandLine given(CommandLine commandLine) {
    setHeadings(commandLine);
    return commandLine
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command))
        .setParameterExceptionHandler((mistake, arguments) -> refuse(mistake))
        .setExecutionStrategy(Replies::carryOut)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /**
   * Nobody means a value that is empty: the variable that was to hold it is not set. Without this,
   * {@code down --name "$LAB"} would give back another lab.
   */
  private static int carryOut(ParseResult typed) {
    for (CommandLine each : typed.asCommandLineList()) {
      for (ArgSpec argument : each.getParseResult().matchedArgs()) {
        // Flags have no value, and what is typed on a machine may have empty words.
        boolean counts =
            argument.isOption()
                ? argument.arity().min() > 0
                : argument.auxiliaryTypes()[0].equals(Path.class);
        if (counts && argument.originalStringValues().stream().anyMatch(String::isBlank)) {
          throw new ParameterException(each, "an empty value was given for " + name(argument));
        }
      }
    }
    return new CommandLine.RunLast().execute(typed);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
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
    commandLine.getSubcommands().values().forEach(Replies::setHeadings);
  }

  /** What was mistyped is told in a line or two, not buried under all that could be typed. */
  private int refuse(ParameterException mistake) {
    var command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    // Words of the command "help" have no place among the arguments.
    String words = mistake.getMessage().replace(" at index " + Integer.MAX_VALUE, "");
    err.println("training: " + Printable.of(words));
    if (!UnmatchedArgumentException.printSuggestions(mistake, err)
        && mistake instanceof UnmatchedArgumentException) {
      err.println("Options: " + String.join(" ", names(command.getCommandSpec())));
    }
    err.println(
        Texts.of(
            "'%s%s --help' explains it.", prefix, command.getCommandSpec().qualifiedName(" ")));
    err.flush();
    return Training.FAILED;
  }

  private static Set<String> names(CommandSpec command) {
    return new TreeSet<>(
        command.options().stream().flatMap(each -> Stream.of(each.names())).toList());
  }

  /** A failure is told in its own words. */
  private int explain(Exception failure, CommandLine commandLine) {
    PrintWriter err = commandLine.getErr();
    err.println("training: " + Printable.of(inWords(failure)));
    for (Throwable also : failure.getSuppressed()) {
      err.println("  also: " + Printable.of(inWords(also)));
    }
    failures.accept(failure);
    err.flush();
    return Training.FAILED;
  }

  private static String inWords(Throwable failure) {
    String words = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    // It says what was tried; only its cause says why that did not work.
    return failure instanceof UncheckedIOException ? words + ": " + failure.getCause() : words;
  }
}
