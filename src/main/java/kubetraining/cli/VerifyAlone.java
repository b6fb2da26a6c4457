package kubetraining.cli;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The command {@code verify} without the rest of the project: what {@code training.jar} starts, for
 * a reader who has Java and a certificate. It writes no log, as it lies in no folder of its own.
 */
@Command(
    name = VerifyAlone.NAME,
    version = "kube-training 1.0.0",
    description = "Checks certificates of kube-training. Everything else needs the project itself.",
    exitCodeList = {"0:it is as you asked", "1-10:it is not, or could not be checked; see verify"},
    footer = "  " + VerifyAlone.NAME + " verify certificate.zip --key teacher.pub",
    subcommands = VerifyCommand.class)
public final class VerifyAlone extends Replies.Front {
  static final String NAME = "java -jar training.jar";

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(Replies.exitCode(() -> commandLine().execute(args)));
  }

  static CommandLine commandLine() {
    var commandLine = new CommandLine(new VerifyAlone());
    var usage = commandLine.getSubcommands().get("verify").getCommandSpec().usageMessage();
    usage.footer(
        Arrays.stream(usage.footer())
            .map(line -> line.replace("./training", NAME))
            .toArray(String[]::new));
    return new Replies("", failure -> {}).given(commandLine);
  }
}
