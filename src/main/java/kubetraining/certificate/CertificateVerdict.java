package kubetraining.certificate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kubetraining.course.Outcome;
import kubetraining.course.Verdict;
import kubetraining.host.Texts;

/**
 * What a run came to, by a rule that everybody can apply to its report and its guide again: the
 * same one as in the report itself. Of the verdicts that a report knows there are three left, since
 * what is not whole is not whole for whatever reason.
 *
 * @param verdict CERTIFIED only if the run ended, everything was asked for, and every section of
 *     the guide is certified
 */
record CertificateVerdict(String verdict, String reason) {
  static final String CERTIFIED = "CERTIFIED";
  static final String FAILED = "FAILED";
  static final String INCOMPLETE = "INCOMPLETE";

  static CertificateVerdict of(RunFacts run, GuideSet guide) {
    var sections = sections(run, guide);
    var besides = new ArrayList<>(run.complaints());
    if (!run.leftovers().isEmpty()) {
      besides.add("the lab left behind " + String.join(", ", run.leftovers()));
    }
    boolean ended = !run.endedAt().isEmpty();
    var verdict =
        Verdict.of(
            new Verdict.Whole(
                ended,
                run.selection(),
                run.scenarios().values().stream().map(each -> each.part(List.of())).toList(),
                sections.values(),
                besides));
    return switch (verdict) {
      case FAILED ->
          new CertificateVerdict(FAILED, String.join("; ", wrong(run, sections, besides)));
      case CERTIFIED ->
          new CertificateVerdict(
              CERTIFIED,
              Texts.of(
                  "the run has ended, and all %s sections of the guide are certified",
                  sections.size()));
      default -> new CertificateVerdict(INCOMPLETE, String.join("; ", open(run, sections)));
    };
  }

  /** The verdicts of sections as they follow from the guide and from how its scenarios ended. */
  static Map<Manifest.Section, Verdict> sections(RunFacts run, GuideSet guide) {
    var ended = run.scenarios();
    var verdicts = new LinkedHashMap<Manifest.Section, Verdict>();
    for (Manifest.Section section : run.sections()) {
      var parts =
          guide.scenarios().stream()
              .filter(each -> each.section().equals(section.id()))
              .map(
                  each ->
                      ended.containsKey(each.id())
                          ? ended.get(each.id()).part(each.tags())
                          : new Verdict.Part(Outcome.NOT_REACHED, false, false, each.tags()))
              .toList();
      verdicts.put(section, Verdict.of(parts, !run.endedAt().isEmpty()));
    }
    return verdicts;
  }

  private static List<String> wrong(
      RunFacts run, Map<Manifest.Section, Verdict> sections, List<String> besides) {
    var wrong = new ArrayList<String>();
    var counts = counts(run, each -> each.outcome().failed() || each.outcome() == Outcome.BLOCKED);
    if (!counts.isEmpty()) {
      wrong.add("scenarios: " + inWords(counts));
    }
    if (counts.containsKey(Outcome.SUITE_FAULT.name())) {
      wrong.add("a suite fault says nothing of the trainee");
    }
    String titles = titles(sections, verdict -> verdict == Verdict.FAILED);
    if (!titles.isEmpty()) {
      wrong.add("failed: " + titles);
    }
    wrong.addAll(besides);
    return wrong;
  }

  private static List<String> open(RunFacts run, Map<Manifest.Section, Verdict> sections) {
    var open = new ArrayList<String>();
    if (run.endedAt().isEmpty()) {
      open.add("the run had not ended");
    }
    var counts = counts(run, each -> each.outcome() != Outcome.DONE && !each.allowed());
    if (!counts.isEmpty()) {
      open.add("scenarios: " + inWords(counts));
    }
    if (!run.selection().isEmpty()) {
      open.add(Texts.of("only '%s' was asked for", run.selection()));
    }
    String rest = titles(sections, verdict -> verdict != Verdict.CERTIFIED);
    if (!rest.isEmpty() || sections.isEmpty()) {
      open.add("not certified: " + (rest.isEmpty() ? "any section" : rest));
    }
    return open;
  }

  private static Map<String, Integer> counts(RunFacts run, Predicate<RunFacts.Ended> which) {
    var counts = new TreeMap<String, Integer>();
    run.scenarios().values().stream()
        .filter(which)
        .forEach(each -> counts.merge(each.outcome().name(), 1, Integer::sum));
    return counts;
  }

  private static String titles(Map<Manifest.Section, Verdict> sections, Predicate<Verdict> which) {
    return sections.entrySet().stream()
        .filter(each -> which.test(each.getValue()))
        .map(each -> each.getKey().title())
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
