package kubetraining.host;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes signs visible that a reader cannot see, in all that came from outside. What programs print,
 * and what a stranger sends, may hold control characters, which HTML does not allow and by which a
 * terminal overwrites what stands there, or marks that turn the direction of writing and so hide
 * what is there.
 */
public final class Printable {
  // Alone a carriage return sends a terminal back to the begin of its line, to write over what
  // stands there. What has no picture: further controls, marks that turn the direction or are not
  // seen, what is no character, and halves of pairs.
  private static final String UNSEEN =
      "[\\x80-\\x9F\\u200B\\u2028-\\u202E\\u2060\\u2066-\\u2069\\uFEFF\\uFDD0-\\uFDEF\\uFFFE\\uFFFF\\p{Cs}]";
  private static final Pattern IN_LINE = Pattern.compile("\\p{Cntrl}|" + UNSEEN);
  private static final Pattern IN_TEXT =
      Pattern.compile("(?!\\r\\n)[\\p{Cntrl}&&[^\\n\\t]]|" + UNSEEN);

  private Printable() {}

  /** A text of one or more lines. */
  public static String of(String text) {
    return IN_TEXT.matcher(text).replaceAll(Printable::shown);
  }

  /** A text that must not begin a second line: a name, a title, a reason. */
  public static String line(String text) {
    return IN_LINE.matcher(text).replaceAll(Printable::shown);
  }

  private static String shown(MatchResult found) {
    char sign = found.group().charAt(0);
    char otherwise = sign == 0x7F ? '\u2421' : '\uFFFD';
    return String.valueOf(sign < ' ' ? (char) (0x2400 + sign) : otherwise);
  }
}
