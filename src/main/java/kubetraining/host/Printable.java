package kubetraining.host;

/**
 * Makes signs visible that a reader cannot see, in all that came from outside. What programs print,
 * and what a stranger sends, may hold control characters, which HTML does not allow and by which a
 * terminal overwrites what stands there, or marks that turn the direction of writing and so hide
 * what is there.
 */
public final class Printable {
  private static final int PICTURES_OF_CONTROLS = 0x2400;
  private static final char PICTURE_OF_DELETE = '\u2421';
  private static final char UNKNOWN = '\uFFFD';

  private Printable() {}

  /** A text of one or more lines. */
  public static String of(String text) {
    return of(text, false);
  }

  /** A text that must not begin a second line: a name, a title, a reason. */
  public static String line(String text) {
    return of(text, true);
  }

  private static String of(String text, boolean line) {
    int first = firstUnprintable(text, line);
    if (first < 0) {
      return text;
    }
    var shown = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      shown.append(shown(text, i, line));
    }
    return shown.toString();
  }

  private static int firstUnprintable(String text, boolean line) {
    for (int i = 0; i < text.length(); i++) {
      if (shown(text, i, line) != text.charAt(i)) {
        return i;
      }
    }
    return -1;
  }

  private static char shown(String text, int at, boolean line) {
    char sign = text.charAt(at);
    if (!line && (sign == '\n' || sign == '\t' || endOfLine(text, at))) {
      return sign;
    }
    if (sign < ' ') {
      return (char) (PICTURES_OF_CONTROLS + sign);
    }
    if (sign == 0x7F) {
      return PICTURE_OF_DELETE;
    }
    return turnsDirection(sign) || isUnseen(sign) || noSign(sign) || halfOfPair(text, at)
        ? UNKNOWN
        : sign;
  }

  // Alone it sends a terminal back to the begin of its line, to write over what stands there.
  private static boolean endOfLine(String text, int at) {
    return text.startsWith("\r\n", at);
  }

  private static boolean isUnseen(char sign) {
    return sign == 0x2028 || sign == 0x2029 || sign == 0x200B || sign == 0x2060 || sign == 0xFEFF;
  }

  private static boolean turnsDirection(char sign) {
    return sign >= 0x202A && sign <= 0x202E || sign >= 0x2066 && sign <= 0x2069;
  }

  private static boolean noSign(char sign) {
    return sign >= 0x80 && sign <= 0x9F
        || sign >= 0xFDD0 && sign <= 0xFDEF
        || sign == 0xFFFE
        || sign == 0xFFFF;
  }

  private static boolean halfOfPair(String text, int at) {
    char sign = text.charAt(at);
    if (Character.isHighSurrogate(sign)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(sign)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
