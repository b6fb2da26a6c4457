package kubetraining.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints picocli's completion of the commands. Its own command knows no example and exit codes. */
@Command(
    name = "generate-completion",
    description = {
      "Prints what makes bash and zsh complete commands, options and machines by the tab key.",
      "It works for ./training and for training alike. The line below may also stand in ~/.bashrc"
          + " or ~/.zshrc, with the full path."
    },
    exitCodeList = "0:it was printed",
    footer = "  source <(./training generate-completion)")
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    out.println(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    out.flush();
    return 0;
  }
}
