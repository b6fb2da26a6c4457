package kubetraining.guide;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/** The page that lists every step with an example. */
record StepText(StepBook book) {
  private static final String HEAD =
      """
      # Steps

      Every step that a feature can use, by the class that carries it out, with the first place where the guide uses it.
      Before you write a new one, look here for one that already says it.

      Generated from `src/test/java/kubetraining/steps` and `features/` by `%s`; make changes there.
      """;

  String text() {
    return Texts.of(HEAD, GeneratedDocs.COMMAND)
        + book.uses().keySet().stream()
            .map(StepBook.Definition::room)
            .distinct()
            .map(this::chapter)
            .collect(Collectors.joining());
  }

  private String chapter(String room) {
    return book.uses().entrySet().stream()
        .filter(each -> each.getKey().room().equals(room))
        .map(StepText::row)
        .collect(
            Collectors.joining(
                "\n",
                Texts.of(
                    "\n## %s\n\n| Step | Example | Uses |\n| --- | --- | --- |\n", spaced(room)),
                "\n"));
  }

  private static String row(Map.Entry<StepBook.Definition, List<StepBook.Use>> each) {
    var uses = each.getValue();
    String example =
        uses.isEmpty()
            ? "none"
            : Texts.of(
                "%s ([%s](../%s))",
                Markdown.cell(uses.get(0).text()),
                uses.get(0).file().replaceAll("^.*/|\\.feature$", ""),
                uses.get(0).file());
    return Texts.of(
        "| %s `%s` | %s | %d |",
        each.getKey().keyword(), Markdown.cell(each.getKey().text()), example, uses.size());
  }

  /** {@code CPU errata} of {@code CpuErrata}. */
  private static String spaced(String room) {
    String words = room.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return (words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT))
        .replace("Cpu", "CPU")
        .replace("Aws", "AWS");
  }
}
