package kubetraining.typed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a terminal shows of a command, as text: no colours, and its beginning and end if long. */
final class ShownText {
  /** So many bytes of the beginning are kept, and as many of the end. */
  static final int HALF = 64 * 1024;

  private static final String CUT = "\n[... cut ...]\n";
  // Sequences of ECMA-48: those that end with BEL or ST, those with parameters, and short ones.
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001b[\\]PX^_][^\u0007\u001b]*(\u0007|\u001b\\\\)?|\u001b\\[[0-?]*[ -/]*[@-~]|\u001b[ -/]+[0-~]|\u001b[0-Z\\\\^-~]");
  private static final Pattern OTHER_CONTROLS =
      Pattern.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]");

  private final ByteArrayOutputStream first = new ByteArrayOutputStream();
  private final Deque<Byte> last = new ArrayDeque<>();
  private boolean cut;

  void add(byte each) {
    if (first.size() < HALF) {
      first.write(each);
      return;
    }
    last.add(each);
    if (last.size() > HALF) {
      last.remove();
      cut = true;
    }
  }

  @Override
  public String toString() {
    var end = new ByteArrayOutputStream();
    last.forEach(end::write);
    var all = new ByteArrayOutputStream();
    all.writeBytes(first.toByteArray());
    if (!cut) {
      all.writeBytes(end.toByteArray());
      return plain(all.toString(StandardCharsets.UTF_8));
    }
    return plain(all.toString(StandardCharsets.UTF_8))
        + CUT
        + plain(end.toString(StandardCharsets.UTF_8));
  }

  /** Text as a terminal shows it. */
  static String plain(String text) {
    String letters = ESCAPES.matcher(text).replaceAll("").replace("\r\n", "\n");
    String lines =
        Stream.of(letters.split("\n", -1))
            .map(ShownText::overwritten)
            .collect(Collectors.joining("\n"));
    return OTHER_CONTROLS.matcher(lines).replaceAll("");
  }

  /** A line that was written over counts as it was written last. */
  private static String overwritten(String line) {
    String[] times = line.split("\r");
    return times.length == 0 ? "" : times[times.length - 1];
  }
}
