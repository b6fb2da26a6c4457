package kubetraining.typed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds commands in what a marked shell sends to a terminal. The marks are those that terminals
 * know: {@code OSC 633;E} with the command line, {@code OSC 133;C} before its output, and {@code
 * OSC 133;D} after it. Each has the key of its shell, so that marks of other programs are output
 * like any other.
 */
final class MarkReader implements AutoCloseable {
  private static final int ESCAPE = 0x1b;
  private static final int BELL = 7;
  // A command line can be long; what is longer is no mark.
  private static final int LONGEST = 256 * 1024;
  private static final Pattern ESCAPED = Pattern.compile("\\\\(\\\\|x[0-9a-f]{2})");

  private final TypedCommand blank;
  private final String key;
  private final Consumer<TypedCommand> told;
  private final ByteArrayOutputStream mark = new ByteArrayOutputStream();
  private boolean inMark;
  private String line = "";
  private int number;
  private @Nullable TypedCommand running;
  private ShownText shown = new ShownText();

  /**
   * Reads one session.
   *
   * @param key of the marks that count
   * @param told is told each command twice, when it begins and when it ends
   */
  MarkReader(String machine, String session, String key, Consumer<TypedCommand> told) {
    this.blank = new TypedCommand(machine, session, 0, "", Instant.EPOCH, null, null, "");
    this.key = key;
    this.told = told;
  }

  /** Reads what the shell sent, in pieces of any size. */
  void read(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      read(bytes[i]);
    }
  }

  private void read(byte each) {
    if (each == ESCAPE) {
      // A mark that another one interrupts was none.
      noMark();
      inMark = true;
      mark.write(each);
    } else if (!inMark) {
      shown.add(each);
    } else {
      mark.write(each);
      boolean other = mark.size() == 2 && each != ']';
      if (other || mark.size() > LONGEST) {
        noMark();
      } else if (each == BELL) {
        marked();
      }
    }
  }

  private void marked() {
    String text = mark.toString(StandardCharsets.UTF_8);
    String[] words = text.substring(2, text.length() - 1).split(";", -1);
    String kind = words.length > 1 ? words[0] + words[1] : "";
    if (kind.equals("633E") && words.length == 4 && words[3].equals(key)) {
      line = unescaped(words[2]);
    } else if (kind.equals("133C") && words.length == 5 && words[2].equals(key)) {
      ended(code(words[4]));
      begins(!words[3].equals("0"));
    } else if (kind.equals("133D") && words.length == 4 && words[3].equals(key)) {
      ended(code(words[2]));
    } else {
      noMark();
      return;
    }
    inMark = false;
    mark.reset();
  }

  private void noMark() {
    inMark = false;
    for (byte each : mark.toByteArray()) {
      shown.add(each);
    }
    mark.reset();
  }

  private void begins(boolean told) {
    shown = new ShownText();
    if (told) {
      number++;
      running =
          new TypedCommand(
              blank.machine(), blank.session(), number, line, Instant.now(), null, null, "");
      this.told.accept(running);
    }
    line = "";
  }

  private void ended(@Nullable Integer exit) {
    if (running != null) {
      told.accept(running.ended(Instant.now(), exit, shown.toString()));
      running = null;
    }
    shown = new ShownText();
  }

  private static @Nullable Integer code(String digits) {
    return digits.matches("\\d{1,3}") ? Integer.valueOf(digits) : null;
  }

  private static String unescaped(String line) {
    return ESCAPED
        .matcher(line)
        .replaceAll(
            found -> {
              String code = found.group(1);
              return Matcher.quoteReplacement(
                  code.equals("\\") ? code : "" + (char) Integer.parseInt(code.substring(1), 16));
            });
  }

  /** The connection has ended; a command that ran has no exit code. */
  @Override
  public void close() {
    ended(null);
  }
}
