package kubetraining.guide;

/** Text as Markdown wants it. */
final class Markdown {
  private Markdown() {}

  /** For a cell of a table. */
  static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
  }

  /** {@code 3} of {@code section-3}. */
  static String number(String section) {
    return section.replace("section-", "");
  }

  /** A title without its number. */
  static String untitled(String title) {
    return title.replaceFirst("^\\d+\\. ", "");
  }
}
