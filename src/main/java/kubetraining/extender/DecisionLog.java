package kubetraining.extender;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells what came in and what was chosen. The lines of one request are written at once, so that
 * those of two pods never mix, and begin with the name and uid of the pod.
 */
final class DecisionLog {
  private final PrintStream out;

  DecisionLog(PrintStream out) {
    this.out = out;
  }

  void starts() {
    write("Starts listening\n");
  }

  void decided(Choice choice) {
    var nodes = choice.nodes();
    var lines = new StringBuilder(64 + 64 * nodes.size());
    lines.append(
        String.format(
            Locale.ROOT,
            "Asked about pod %s with %d possible nodes\n",
            choice.pod(),
            nodes.size()));
    for (Candidate node : nodes) {
      lines
          .append("Received node ")
          .append(Words.inOneLine(node.name()))
          .append(" with temperature ")
          .append(node.temperature().text())
          .append('\n');
    }
    lines.append(choice.coldest().map(node -> chosen(choice, node)).orElseGet(choice::error));
    write(lines.append('\n').toString());
  }

  void refused(String request, String why) {
    write(
        String.format(
            Locale.ROOT, "Refused %s: %s\n", Words.inOneLine(request), Words.inOneLine(why)));
  }

  // Two blanks after "temperature", as the program of 2018 has them.
  private static String chosen(Choice choice, Candidate node) {
    return String.format(
        Locale.ROOT,
        "Chose node with lowest temperature  %s (celsius=%s) for pod %s",
        Words.inOneLine(node.name()),
        node.temperature().text(),
        choice.pod().shortName());
  }

  private synchronized void write(String lines) {
    out.print(lines);
    out.flush();
  }
}
