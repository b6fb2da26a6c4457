package kubetraining.page;

/**
 * Makes signs visible that a reader cannot see: what programs print may hold control characters,
 * which HTML does not allow, or marks that turn the direction of writing and so hide what is there.
 */
final class Printable {
  private static final int PICTURES_OF_CONTROLS = 0x2400;
  private static final char PICTURE_OF_DELETE = '\u2421';
  private static final char UNKNOWN = '\uFFFD';

  private Printable() {}

  static String of(String text) {
    int first = firstUnprintable(text);
    if (first < 0) {
      return text;
    }
    var shown = new StringBuilder(text.length()).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      shown.append(shown(text, i));
    }
    return shown.toString();
  }

  private static int firstUnprintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (shown(text, i) != text.charAt(i)) {
        return i;
      }
    }
    return -1;
  }

  private static char shown(String text, int at) {
    char sign = text.charAt(at);
    if (sign == '\n' || sign == '\t' || sign == '\r') {
      return sign;
    }
    if (sign < ' ') {
      return (char) (PICTURES_OF_CONTROLS + sign);
    }
    if (sign == 0x7F) {
      return PICTURE_OF_DELETE;
    }
    return turnsDirection(sign) || noSign(sign) || halfOfPair(text, at) ? UNKNOWN : sign;
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
