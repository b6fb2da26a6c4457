package kubetraining.extender;

import java.util.Locale;

/** Which pod is to be placed; the uid tells two pods of one name apart. */
record PodName(String namespace, String name, String uid) {
  static final PodName NONE = new PodName("", "", "");

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s/%s (uid %s)", orQuestion(namespace), orQuestion(name), orQuestion(uid));
  }

  /** As the log line of the choice names it. */
  String shortName() {
    return orQuestion(name);
  }

  private static String orQuestion(String text) {
    return text.isEmpty() ? "?" : Words.inOneLine(text);
  }
}
