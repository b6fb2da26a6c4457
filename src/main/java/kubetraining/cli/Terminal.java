package kubetraining.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import kubetraining.host.Environment;

/** The person at the terminal, if there is one to be asked. */
final class Terminal {
  private Terminal() {}

  /** Whether a question would be seen and could be answered; never in a CI system. */
  static boolean hasSomebody() {
    // The launcher looks, since Java can tell only of standard input and output together.
    return Boolean.getBoolean("training.terminal") && Environment.ofProcess().get("CI").isEmpty();
  }

  /** Asks; anything but yes is no. */
  static boolean agrees(String question) {
    System.err.print(question + " [y/N] ");
    System.err.flush();
    try {
      var answer =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the answer", e);
    }
  }
}
