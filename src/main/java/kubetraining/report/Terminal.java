package kubetraining.report;

import java.io.Console;
import java.util.Optional;
import kubetraining.host.Environment;

/** Whether a person looks at the output as it comes. */
final class Terminal {
  private Terminal() {}

  static boolean attached() {
    Console console = System.console();
    var environment = Environment.ofProcess();
    return console != null
        && environment.get("CI").isEmpty()
        && !environment.get("TERM").equals(Optional.of("dumb"))
        && isTerminal(console);
  }

  // From Java 22 on there is a console also where there is no terminal; only then it can be asked.
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
