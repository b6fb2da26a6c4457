package kubetraining.guide;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
        .filter(start -> start.find())
        .map(
            start ->
                new Erratum(
                    start.group(1) == null ? 0 : Integer.parseInt(start.group(1)),
                    Erratum.Kind.TOLD,
                    passage,
                    List.of(start.replaceFirst(""))));
  }

  private static TreeSet<Integer> numbers(List<String> tags) {
    return tags.stream()
        .flatMap(tag -> NUMBER.matcher(tag).results())
        .map(number -> Integer.parseInt(number.group(1)))
        .collect(toCollection(TreeSet::new));
  }
}
