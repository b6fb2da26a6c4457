package kubetraining.extender;

import java.util.regex.Pattern;

/** Makes text from outside fit to stand in one line of the log. */
final class Words {
  private static final int MOST = 60;
  private static final Pattern CONTROL = Pattern.compile("\\p{C}");

  private Words() {}

  static String quoted(String text) {
    return '"' + inOneLine(text) + '"';
  }

  /** Without line breaks and other control characters, and not longer than anybody reads. */
  static String inOneLine(String text) {
    String shorter = text.length() <= MOST ? text : text.substring(0, MOST) + "...";
    return CONTROL.matcher(shorter).replaceAll("?");
  }
}
