package kubetraining.guide;

import java.util.List;
import java.util.stream.Collectors;

/** What of the text of 2018 is covered, as a document. */
final class CoverageText {
  private final Guide guide;
  private final Errata errata;
  private final Coverage coverage;

  CoverageText(Guide guide, Errata errata, Coverage coverage) {
    this.guide = guide;
    this.errata = errata;
    this.coverage = coverage;
  }

  String text() {
    var text =
        new StringBuilder(
            """
            # What is covered

            Every command of the text of 2018, as printed there, and every claim of it, in our words; beside each the scenarios
            that run or show it, or the [erratum](errata.md) that says why nobody should type it any more.

            Made from `features/` and `src/test/resources/kubetraining/guide/coverage.yaml` by `%s`; edit there.
            """
                .formatted(GeneratedDocs.COMMAND));
    coverage.entries().stream()
        .map(CoverageEntry::section)
        .distinct()
        .forEach(section -> append(text, section));
    return text.toString();
  }

  private void append(StringBuilder text, String section) {
    String title = guide.titles().getOrDefault(section, Markdown.number(section) + ". To come");
    text.append("\n## %s\n\n| In the old text | Covered by |\n| --- | --- |\n".formatted(title));
    for (CoverageEntry entry : coverage.entries()) {
      if (entry.section().equals(section)) {
        text.append("| %s | %s |\n".formatted(said(entry), covered(entry.by())));
      }
    }
  }

  private static String said(CoverageEntry entry) {
    return entry.command()
        ? "`" + entry.text().replace("|", "\\|") + "`"
        : Markdown.cell(entry.text());
  }

  private String covered(List<String> by) {
    return by.stream().map(this::link).collect(Collectors.joining("<br>"));
  }

  private String link(String name) {
    if (Coverage.isLabel(name)) {
      return errata.all().stream()
          .filter(each -> each.label().equals(name))
          .findFirst()
          .map(
              each ->
                  "[%1$s](errata.md#%1$s): %2$s".formatted(name, Markdown.cell(errata.title(each))))
          .orElse(name);
    }
    Passage scenario = guide.scenarios().get(name);
    return scenario == null
        ? Markdown.cell(name)
        : "[%s](../features/%s)".formatted(Markdown.cell(name), scenario.file());
  }
}
