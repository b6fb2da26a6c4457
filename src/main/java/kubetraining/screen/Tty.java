package kubetraining.screen;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kubetraining.host.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The terminal that standard input and output are.
 *
 * @param out where it shows what is written
 * @param before how its keys were set
 * @param size how large it was then
 */
record Tty(PrintStream out, String before, Size size) {
  private static final Logger log = LoggerFactory.getLogger(Tty.class);
  private static final int PATIENCE_SECONDS = 3;
  // Whoever changes a terminal from the background is stopped by the system, with all of the job.
  private static final String LOOK =
      "set -- $(ps -o pgid= -o tpgid= -p $$ 2>/dev/null); [ \"$1\" = \"$2\" ] && stty size && stty -g";

  /** How large a terminal is. */
  record Size(int columns, int rows) {}

  /** Takes it, if it is one, large enough, and ours to change: it is not in the background. */
  static Optional<Tty> take(PrintStream out, Size least) {
    var seen = stty(LOOK).map(each -> each.split("\n"));
    var size = seen.flatMap(each -> size(each[0]));
    boolean large =
        size.filter(it -> it.columns >= least.columns && it.rows >= least.rows).isPresent();
    // What is typed here would write over the picture. Ctrl+Z would leave a shell in it.
    if (!large || stty("exec stty -echo -icanon susp undef").isEmpty()) {
      return Optional.empty();
    }
    out.print("\033[?1049h\033[?25l\033[?7h");
    out.flush();
    return Optional.of(new Tty(out, seen.orElseThrow()[1], size.orElseThrow()));
  }

  static Optional<Size> sizeNow() {
    return stty("exec stty size").flatMap(Tty::size);
  }

  private static Optional<Size> size(String words) {
    var both = words.split(" ");
    return words.matches("\\d+ \\d+")
        ? Optional.of(new Size(Integer.parseInt(both[1]), Integer.parseInt(both[0])))
        : Optional.empty();
  }

  void draw(List<Picture.Row> rows, Size size) {
    var text = new StringBuilder("\033[?2026h");
    int at = 1;
    for (Picture.Row row : rows) {
      int end = at + Columns.rows(row.text(), size.columns);
      for (int line = at; line < end; line++) {
        text.append("\033[").append(line).append(";1H\033[K");
      }
      text.append("\033[").append(at).append(";1H").append(row.look().begin);
      text.append(row.text()).append("\033[0m");
      at = end;
    }
    if (at <= size.rows) {
      text.append("\033[").append(at).append(";1H\033[J");
    }
    out.print(text.append("\033[?2026l"));
    out.flush();
  }

  /** Gives it back as it was; what was typed meanwhile was meant for nobody. */
  void giveBack() {
    out.print("\033[?25h\033[?1049l");
    out.flush();
    try {
      while (System.in.available() > 0 && System.in.read() >= 0) {
        log.debug("a key is ignored");
      }
    } catch (IOException e) {
      log.debug("keys are left", e);
    }
    var unused = stty("exec stty " + before);
  }

  /** What {@code stty} answers; empty if it has failed. */
  private static Optional<String> stty(String line) {
    try {
      Process program =
          Programs.builder("sh", "-c", line)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        program.destroyForcibly();
        return Optional.empty();
      }
      String answer =
          new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return program.exitValue() == 0 ? Optional.of(answer) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Does something whenever the size changes. Java has no public way to be told; where this one is
   * missing, the picture stays as large as it was.
   */
  static void onResize(Runnable then) {
    try {
      var signals = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              Tty.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, values) -> {
                then.run();
                return null;
              });
      Object signal = signals.getConstructor(String.class).newInstance("WINCH");
      signals.getMethod("handle", signals, handler).invoke(null, signal, ours);
    } catch (ReflectiveOperationException e) {
      log.debug("changes of the size are not told", e);
    }
  }
}
