package kubetraining.artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kubetraining.host.Texts;

/** An external program failed while an artifact was made; carries the end of its output. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int TAIL = 15;

  private final String tail;

  CommandFailure(String artifact, Command command, String how, Path log) {
    this(artifact, command, how, tailOf(log));
  }

  private CommandFailure(String artifact, Command command, String how, String tail) {
    super(
        Texts.of(
            "artifact %s: '%s' in %s %s%s",
            artifact,
            command.shown(),
            command.folder(),
            how,
            tail.isEmpty() ? "" : "; its last lines:\n" + tail.indent(2).stripTrailing()));
    this.tail = tail;
  }

  /** The last lines of its output. */
  String tail() {
    return tail;
  }

  private static String tailOf(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("$ "))
              .toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    } catch (IOException e) {
      return "(its log cannot be read: " + e + ")";
    }
  }
}
