package kubetraining.guide;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.guide.Guide.Passage;
import kubetraining.host.Texts;

/**
 * All errata of the guide: scenarios that show them, scenarios that do it right and say so by the
 * number alone, and paragraphs that only tell them.
 */
final class Errata {
  private static final Pattern TOLD =
      Pattern.compile("^\\*\\*Erratum(?: E([1-9]\\d*))?\\.\\*\\* +");
  private static final Pattern NUMBER = Pattern.compile("^@E([1-9]\\d*)$");
  private static final Pattern OF_OLD = Pattern.compile("2018|[Tt]he (?:old text|tutorial)");
  private static final String ERRATUM = "@erratum";

  /**
   * One place where the 2018 tutorial misleads.
   *
   * @param number its number, 0 if it has none
   * @param where the scenario, or the heading below which it is told
   * @param words what the guide says about it, a paragraph each
   */
  record Erratum(int number, Kind kind, Passage where, List<String> words) {

    /** How the guide treats it. */
    enum Kind {
      /** A scenario does what the old text says, and shows what happens. */
      SHOWN("shown"),
      /** A scenario does it right, and says what was wrong. */
      MENDED("done right"),
      /** It can only be told. */
      TOLD("told");

      private final String words;

      Kind(String words) {
        this.words = words;
      }

      String words() {
        return words;
      }
    }

    /** As it is tagged and cited: {@code E7}. */
    String label() {
      return "E" + number;
    }

    boolean numbered() {
      return number > 0;
    }
  }

  private final Guide guide;
  private final Map<String, String> titles;
  private final List<Erratum> all = new ArrayList<>();

  /**
   * Finds them in the guide.
   *
   * @param titles what each numbered one is about, by its label
   */
  Errata(Guide guide, Map<String, String> titles) {
    this.guide = guide;
    this.titles = titles;
    for (Passage passage : guide.passages()) {
      shown(passage).forEach(all::add);
      told(passage).forEach(all::add);
    }
    // Stable: what has no number stays in the order of the guide, at the end.
    all.sort(Comparator.comparingInt(each -> each.numbered() ? each.number() : Integer.MAX_VALUE));
  }

  /** By number; those without one last. */
  List<Erratum> all() {
    return all;
  }

  /** What the numbered one is about. */
  String title(Erratum erratum) {
    return erratum.numbered() ? titles.getOrDefault(erratum.label(), "?") : erratum.where().name();
  }

  boolean has(String label) {
    return all.stream().anyMatch(each -> each.label().equals(label));
  }

  /** What is wrong with them, in the words of who has to mend it. */
  List<String> problems(boolean whole) {
    var problems = new ArrayList<String>();
    for (Erratum each : all) {
      if (each.numbered() && !titles.containsKey(each.label())) {
        problems.add(Texts.of("%s in '%s' is no known erratum", each.label(), each.where().name()));
      }
    }
    for (Passage passage : guide.passages()) {
      for (String each : passage.paragraphs()) {
        if (each.contains("**Errat") && !TOLD.matcher(each).find()) {
          problems.add(
              Texts.of(
                  "'%s': a told erratum begins its paragraph with '**Erratum E7.** ' or '**Erratum.** ', not: %s",
                  passage.name(), each));
        }
      }
    }
    titles.forEach(
        (label, title) -> {
          if (whole && !has(label)) {
            problems.add(Texts.of("erratum %s is nowhere in the guide: %s", label, title));
          }
        });
    return problems;
  }

  private static Stream<Erratum> shown(Passage passage) {
    if (passage.scenario().isEmpty()) {
      return Stream.empty();
    }
    var tags = passage.scenario().get().tags();
    var numbers = numbers(tags);
    if (!tags.contains(ERRATUM)) {
      var words = passage.paragraphs().stream().filter(OF_OLD.asPredicate()).toList();
      return numbers.stream().map(n -> new Erratum(n, Erratum.Kind.MENDED, passage, words));
    }
    var ofEach = numbers.isEmpty() ? List.of(0) : List.copyOf(numbers);
    return ofEach.stream()
        .map(n -> new Erratum(n, Erratum.Kind.SHOWN, passage, passage.paragraphs()));
  }

  private static Stream<Erratum> told(Passage passage) {
    return passage.paragraphs().stream()
        .map(TOLD::matcher)
        .filter(Matcher::find)
        .map(start -> told(start, passage));
  }

  private static Erratum told(Matcher start, Passage passage) {
    int number = start.group(1) == null ? 0 : Integer.parseInt(start.group(1));
    return new Erratum(number, Erratum.Kind.TOLD, passage, List.of(start.replaceFirst("")));
  }

  private static TreeSet<Integer> numbers(List<String> tags) {
    return tags.stream()
        .flatMap(tag -> NUMBER.matcher(tag).results())
        .map(number -> Integer.parseInt(number.group(1)))
        .collect(toCollection(TreeSet::new));
  }

  /** The errata as a document. */
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
    var grouped = all.stream().collect(groupingBy(this::heading, LinkedHashMap::new, toList()));
    grouped.values().forEach(places -> text.append(row(places)));
    grouped.forEach(
        (heading, places) -> {
          text.append(Texts.of("\n%s## %s\n", anchor(places.get(0)), heading));
          places.forEach(place -> append(text, place));
        });
    return text.toString();
  }

  private String heading(Erratum erratum) {
    return (erratum.numbered() ? erratum.label() + ". " : "") + title(erratum);
  }

  private String row(List<Erratum> places) {
    var first = places.get(0);
    return Texts.of(
        "| %s | %s | %s | %s |\n",
        first.numbered() ? first.label() : "",
        Markdown.cell(title(first)),
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
    String what = where.scenario().isPresent() ? "Scenario" : "Rule";
    String within = where.isFeature() ? "" : Texts.of(" %s: \"%s\".", what, where.name());
    String how = capital(erratum.kind().words());
    String title = Markdown.untitled(feature.title());
    return Texts.of(
        "%s in section %s, [%s](../features/%s).%s",
        how, Markdown.number(feature.section()), title, feature.file(), within);
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
