package kubetraining.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import kubetraining.host.Environment;
import kubetraining.host.FileWork;

/** The person at the terminal, if there is one to be asked. */
final class Terminal {
  private Terminal() {}

  /** Whether a question would be seen and could be answered; never in a CI system. */
  static boolean hasSomebody() {
    // The launcher looks, since Java can tell only of standard input and output together.
    return Boolean.getBoolean("training.terminal") && Environment.ofProcess().get("CI").isEmpty();
  }

  /** Whether keys, output and errors all are those of a terminal. */
  static boolean isWhole() {
    return Boolean.getBoolean("training.terminal") && columns() > 0;
  }

  /** How wide it is, as the launcher has seen it; 0 if there is none. */
  static int columns() {
    return Integer.getInteger("training.columns", 0);
  }

  /** Whether somebody looks at all of it, and it knows more than lines. */
  static boolean canBeFilled() {
    boolean dumb = Environment.ofProcess().get("TERM").orElse("dumb").equals("dumb");
    return isWhole() && hasSomebody() && !dumb;
  }

  /** Asks; anything but yes is no. */
  static boolean agrees(String question) {
    System.err.print(question + " [y/N] ");
    System.err.flush();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String answer = FileWork.get("could not read the answer", in::readLine);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
