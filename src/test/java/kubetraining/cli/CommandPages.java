package kubetraining.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import kubetraining.host.Texts;
import picocli.CommandLine;

/** Every command of the launcher with its help, for tests and for {@code docs/command-line.md}. */
public final class CommandPages {
  private CommandPages() {}

  /** All commands, each after the one it belongs to. */
  static List<CommandLine> all() {
    var all = new ArrayList<CommandLine>();
    collect(Training.commandLine(), all);
    return all;
  }

  private static void collect(CommandLine command, List<CommandLine> all) {
    all.add(command);
    new LinkedHashSet<>(command.getSubcommands().values()).forEach(each -> collect(each, all));
  }

  /** The document. */
  public static String text() {
    var text =
        new StringBuilder(
            """
            # The command line

            Generated from the commands themselves: this is what `./training help` says of each.
            """);
    for (CommandLine command : all()) {
      text.append(Texts.of("\n## `./%s`\n\n", command.getCommandSpec().qualifiedName(" ")));
      command
          .getUsageMessage(CommandLine.Help.Ansi.OFF)
          .lines()
          .forEach(line -> text.append(("    " + line).stripTrailing()).append('\n'));
    }
    return text.toString();
  }
}
