package kubetraining.guide;

import java.util.List;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/** What of the 2018 tutorial is covered, as a document. */
record CoverageText(Guide guide, Errata errata, Coverage coverage) {

  String text() {
    var text =
        new StringBuilder(
            Texts.of(
                """
            # What is covered

            Every command of the 2018 tutorial, as printed there, and every claim it makes, in our words. Beside each are the
            scenarios that run or show it, or the [erratum](errata.md) that says why you should no longer type it.

            Generated from `features/` and `src/test/resources/kubetraining/guide/coverage.yaml` by `%s`; make changes there.
            """,
                GeneratedDocs.COMMAND));
    coverage.entries().stream()
        .map(Coverage.Entry::section)
        .distinct()
        .forEach(section -> append(text, section));
    return text.toString();
  }

  private void append(StringBuilder text, String section) {
    String title = guide.titles().getOrDefault(section, Markdown.number(section) + ". To come");
    text.append(
        Texts.of("\n## %s\n\n| In the 2018 tutorial | Covered by |\n| --- | --- |\n", title));
    for (Coverage.Entry entry : coverage.entries()) {
      if (entry.section().equals(section)) {
        text.append(Texts.of("| %s | %s |\n", said(entry), covered(entry.by())));
      }
    }
  }

  private static String said(Coverage.Entry entry) {
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
          .map(each -> Markdown.cell(errata.title(each)))
          .map(title -> Texts.of("[%1$s](errata.md#%1$s): %2$s", name, title))
          .orElse(name);
    }
    return guide.files(name).stream()
        .findFirst()
        .map(file -> Texts.of("[%s](../features/%s)", Markdown.cell(name), file))
        .orElse(Markdown.cell(name));
  }
}
