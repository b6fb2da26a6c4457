package kubetraining.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;

/** Commands of the launcher, typed in a test: what they print, and settings that end with it. */
abstract class TypedCommands {
  final Properties before = (Properties) System.getProperties().clone();
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  // A command hands its options on as settings.
  @AfterEach
  final void restore() {
    System.setProperties(before);
  }

  /** Types a command; its exit code. */
  final int type(String... words) {
    return Training.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }
}
