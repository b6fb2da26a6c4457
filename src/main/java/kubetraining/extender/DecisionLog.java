package kubetraining.extender;

import java.io.PrintStream;

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
    var lines = new StringBuilder(64 + 64 * choice.args().nodes().size());
    var nodes = choice.args().nodes();
    lines.append(
        "Asked about pod %s with %d possible nodes\n".formatted(choice.args().pod(), nodes.size()));
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
    write("Refused %s: %s\n".formatted(Words.inOneLine(request), Words.inOneLine(why)));
  }

  // Two blanks after "temperature", as the program of 2018 has them.
  private static String chosen(Choice choice, Candidate node) {
    return "Chose node with lowest temperature  %s (celsius=%s) for pod %s"
        .formatted(
            Words.inOneLine(node.name()),
            node.temperature().text(),
            choice.args().pod().shortName());
  }

  private synchronized void write(String lines) {
    out.print(lines);
    out.flush();
  }
}
