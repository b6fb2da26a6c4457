package kubetraining.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.Texts;

/** The errata as a document. */
record ErrataText(Errata errata) {

  String text() {
    var text =
        new StringBuilder(
            Texts.of(
                """
            # Errata

            Where the 2018 tutorial is no longer right: what it tells you to type, what happens, and what to type instead.
            Errata marked "shown" are scenarios that each run tries on the lab. Those marked "done right" are scenarios too, and
            show what to type instead. The others can only be told.

            Generated from `features/` by `%s`; make changes there.

            | Number | About | Section | |
            | --- | --- | --- | --- |
            """,
                GeneratedDocs.COMMAND));
    var grouped = new LinkedHashMap<String, List<Erratum>>();
    errata
        .all()
        .forEach(
            each -> grouped.computeIfAbsent(heading(each), any -> new ArrayList<>()).add(each));
    grouped.values().forEach(places -> text.append(row(places)));
    grouped.forEach(
        (heading, places) -> {
          text.append(Texts.of("\n%s## %s\n", anchor(places.get(0)), heading));
          places.forEach(place -> append(text, place));
        });
    return text.toString();
  }

  private String heading(Erratum erratum) {
    return (erratum.numbered() ? erratum.label() + ". " : "") + errata.title(erratum);
  }

  private String row(List<Erratum> places) {
    var first = places.get(0);
    return Texts.of(
        "| %s | %s | %s | %s |\n",
        first.numbered() ? first.label() : "",
        Markdown.cell(errata.title(first)),
        joined(places, each -> Markdown.number(each.where().feature().section())),
        joined(places, each -> each.kind().words()));
  }

  private static String joined(List<Erratum> places, Function<Erratum, String> what) {
    return places.stream().map(what).distinct().sorted().collect(Collectors.joining(", "));
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String anchor(Erratum erratum) {
    return erratum.numbered() ? Texts.of("<a id=\"%s\"></a>\n\n", erratum.label()) : "";
  }

  private void append(StringBuilder text, Erratum erratum) {
    text.append("\n").append(place(erratum)).append("\n");
    erratum.words().forEach(each -> text.append("\n").append(each).append("\n"));
    if (erratum.kind() == Erratum.Kind.SHOWN) {
      append(text, erratum.where().scenario().orElseThrow().text().steps());
    }
  }

  private String place(Erratum erratum) {
    var where = erratum.where();
    var feature = where.feature();
    return Texts.of(
        "%s in section %s, [%s](../features/%s).%s",
        capital(erratum.kind().words()),
        Markdown.number(feature.section()),
        Markdown.untitled(feature.title()),
        feature.file(),
        where.isFeature()
            ? ""
            : Texts.of(
                " %s: \"%s\".", where.scenario().isPresent() ? "Scenario" : "Rule", where.name()));
  }

  private static void append(StringBuilder text, List<StepText> steps) {
    boolean outcome = false;
    boolean listing = false;
    for (StepText step : steps) {
      outcome = step.keyword().equals("Then") || outcome && step.keyword().matches("And|But");
      boolean seen = outcome && step.docString().isEmpty();
      if (!step.docString().isEmpty()) {
        text.append("\n```\n").append(step.docString().strip()).append("\n```\n");
      } else if (seen) {
        text.append(listing ? "" : "\n").append("- ").append(step.text()).append("\n");
      }
      listing = seen;
    }
  }
}
