package kubetraining.extender;

/** Makes text from outside fit to stand in one line of the log. */
final class Words {
  private static final int MOST = 60;

  private Words() {}

  static String quoted(String text) {
    return '"' + inOneLine(text) + '"';
  }

  /** Without line breaks and other control characters, and not longer than anybody reads. */
  static String inOneLine(String text) {
    String shorter = text.length() <= MOST ? text : text.substring(0, MOST) + "...";
    return shorter.replaceAll("\\p{C}", "?");
  }
}
