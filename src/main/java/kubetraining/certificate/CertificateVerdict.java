package kubetraining.certificate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;

/**
 * What a run came to, by a rule that everybody can apply to its report again.
 *
 * @param verdict CERTIFIED only if the run ended, and every section of the guide is certified
 */
record CertificateVerdict(String verdict, String reason) {
  static final String CERTIFIED = "CERTIFIED";
  static final String FAILED = "FAILED";
  static final String INCOMPLETE = "INCOMPLETE";
  private static final Set<String> FAILURES =
      Arrays.stream(Outcome.values())
          .filter(outcome -> outcome.failed() || outcome == Outcome.BLOCKED)
          .map(Outcome::name)
          .collect(Collectors.toSet());

  static CertificateVerdict of(RunFacts run, GuideSet guide, List<String> troubles) {
    var wrong = failures(run);
    wrong.addAll(troubles);
    if (!run.leftovers().isEmpty()) {
      wrong.add("the lab left behind " + String.join(", ", run.leftovers()));
    }
    if (!wrong.isEmpty()) {
      return new CertificateVerdict(FAILED, String.join("; ", wrong));
    }
    var open = open(run, guide);
    return open.isEmpty()
        ? new CertificateVerdict(
            CERTIFIED,
            Texts.of(
                "the run has ended, and all %d sections of the guide are certified",
                run.sections().size()))
        : new CertificateVerdict(INCOMPLETE, String.join("; ", open));
  }

  private static List<String> failures(RunFacts run) {
    var counts = new TreeMap<String, Integer>();
    run.scenarios().values().stream()
        .map(RunFacts.Ended::outcome)
        .filter(FAILURES::contains)
        .forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
    var wrong = new ArrayList<String>();
    if (!counts.isEmpty()) {
      wrong.add("scenarios: " + inWords(counts));
    }
    String sections = named(run, FAILED);
    if (!sections.isEmpty()) {
      wrong.add("failed: " + sections);
    }
    return wrong;
  }

  private static List<String> open(RunFacts run, GuideSet guide) {
    var open = new ArrayList<String>();
    if (run.endedAt().isEmpty()) {
      open.add("the run had not ended");
    }
    var counts = new TreeMap<String, Integer>();
    run.scenarios().values().stream()
        .filter(each -> !each.done() && !each.allowed())
        .forEach(each -> counts.merge(each.outcome(), 1, Integer::sum));
    if (!counts.isEmpty()) {
      open.add("scenarios: " + inWords(counts));
    }
    if (!run.selection().isEmpty()) {
      open.add(Texts.of("only '%s' was asked for", run.selection()));
    }
    String rest =
        run.sections().stream()
            .filter(each -> !each.verdict().equals(CERTIFIED))
            .map(Manifest.Section::title)
            .collect(Collectors.joining(", "));
    if (!rest.isEmpty() || run.sections().isEmpty()) {
      open.add("not certified: " + (rest.isEmpty() ? "any section" : rest));
    }
    open.addAll(unfounded(run, guide));
    // A selection that still certifies every section has shown all that is essential.
    return rest.isEmpty() && open.size() == 1 && !run.selection().isEmpty() ? List.of() : open;
  }

  /** Sections that are called certified while an essential scenario of theirs is not done. */
  static List<String> unfounded(RunFacts run, GuideSet guide) {
    var ended = run.scenarios();
    return run.sections().stream()
        .filter(section -> section.verdict().equals(CERTIFIED))
        .filter(section -> !founded(section, guide, ended))
        .map(
            section ->
                Texts.of(
                    "'%s' is called certified, but not every essential scenario of it is done",
                    section.title()))
        .toList();
  }

  private static boolean founded(
      Manifest.Section section, GuideSet guide, Map<String, RunFacts.Ended> ended) {
    var essential =
        guide.scenarios().stream()
            .filter(each -> each.section().equals(section.id()) && each.essential())
            .toList();
    return !essential.isEmpty()
        && essential.stream()
            .allMatch(each -> ended.containsKey(each.id()) && ended.get(each.id()).done());
  }

  private static String named(RunFacts run, String verdict) {
    return run.sections().stream()
        .filter(each -> each.verdict().equals(verdict))
        .map(Manifest.Section::title)
        .collect(Collectors.joining(", "));
  }

  /** Such as "2 timeout, 1 wrong". */
  static String inWords(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(
            each ->
                each.getValue() + " " + each.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
