package kubetraining.guide;

import kubetraining.host.Texts;

/** The table of contents: sections, their rules, and the names of their scenarios. */
record ContentsText(Guide guide) {
  private static final String HEAD =
      """
      # Contents

      The guide at a glance. Each section has a few rules, and below each rule are the scenarios that show it to be true.

      Generated from `features/` by `%s`; make changes there.
      """;

  String text() {
    var text = new StringBuilder(Texts.of(HEAD, GeneratedDocs.COMMAND));
    for (Passage each : guide.passages()) {
      if (each.isFeature()) {
        text.append(Texts.of("\n## [%s](../features/%s)\n\n", each.name(), each.feature().file()));
      } else {
        boolean underRule = each.scenario().filter(it -> !it.text().rule().isEmpty()).isPresent();
        text.append(underRule ? "  - " : "- ").append(Markdown.cell(each.name())).append("\n");
      }
    }
    return text.toString();
  }
}
