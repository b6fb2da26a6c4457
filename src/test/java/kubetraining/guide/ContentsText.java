package kubetraining.guide;

import kubetraining.course.FeatureText;
import kubetraining.course.PlannedScenario;
import kubetraining.host.Texts;

/** The table of contents: sections, their rules, and the names of their scenarios. */
record ContentsText(FeatureCatalogue guide) {
  private static final String HEAD =
      """
      # Contents

      The guide at a glance. Each section has a few rules, and below each rule are the scenarios that show it to be true.

      Generated from `features/` by `%s`; make changes there.
      """;

  String text() {
    var text = new StringBuilder(Texts.of(HEAD, GeneratedDocs.COMMAND));
    for (FeatureText section : guide.features()) {
      text.append(Texts.of("\n## [%s](../features/%s)\n\n", section.title(), section.file()));
      String rule = "";
      for (PlannedScenario each : guide.scenarios()) {
        if (each.file().equals(section.file())) {
          if (!each.text().rule().equals(rule)) {
            rule = each.text().rule();
            text.append("- ").append(Markdown.cell(rule)).append("\n");
          }
          text.append(rule.isEmpty() ? "- " : "  - ").append(Markdown.cell(each.name()));
          text.append("\n");
        }
      }
    }
    return text.toString();
  }
}
