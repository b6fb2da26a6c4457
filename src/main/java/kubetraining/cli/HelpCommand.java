package kubetraining.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Explains a command, also one of another: picocli's own help command knows the first word only.
 */
@Command(
    name = "help",
    description = "Explains a command, as its option --help does.",
    exitCodeList = {"0:the command was explained", "2:there is no such command"},
    footer = {"  ./training help up", "  ./training help artifacts build"})
final class HelpCommand implements Callable<Integer> {
  @Parameters(paramLabel = "COMMAND", description = "the command; all of them, if none is named")
  private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var explained = spec.root().commandLine();
    for (String word : words) {
      var next = explained.getSubcommands().get(word);
      if (next == null) {
        throw new CommandLine.UnmatchedArgumentException(explained, List.of(word));
      }
      explained = next;
    }
    explained.usage(spec.commandLine().getOut());
    return 0;
  }
}
