package kubetraining.certificate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.certificate.RunFacts.Ended;
import kubetraining.course.Outcome;
import kubetraining.course.Verdict;
import kubetraining.host.Texts;

/**
 * What a run came to, by a rule that everybody can apply to its report and its guide again: the
 * same one as in the report itself. Of the verdicts that a report knows there are three left, since
 * what is not whole is not whole for whatever reason.
 *
 * @param verdict CERTIFIED, FAILED or INCOMPLETE
 */
record CertificateVerdict(String verdict, String reason) {

  static CertificateVerdict of(RunFacts run, GuideSet guide) {
    var told = ofReport(run, guide);
    var missing = missing(run, guide);
    if (missing.isEmpty() || !told.verdict().equals(Verdict.CERTIFIED.name())) {
      return told;
    }
    String words = "the report says nothing of " + String.join(", ", missing);
    return new CertificateVerdict(Verdict.INCOMPLETE.name(), words);
  }

  /** What of the guide the report passes over; a run need not ask for what is slow. */
  private static List<String> missing(RunFacts run, GuideSet guide) {
    var sections = run.sections().stream().map(Manifest.Section::id).toList();
    return guide.scenarios().stream()
        .filter(
            each ->
                !sections.contains(each.section())
                    || !run.scenarios().containsKey(each.id()) && !each.tags().contains("@slow"))
        .map(Manifest.Scenario::id)
        .toList();
  }

  private static CertificateVerdict ofReport(RunFacts run, GuideSet guide) {
    var sections = sections(run, guide);
    var ended = run.scenarios().values();
    String selection = run.run().selection();
    var besides = new ArrayList<>(run.complaints());
    if (!run.leftovers().isEmpty()) {
      besides.add("the lab left behind " + String.join(", ", run.leftovers()));
    }
    var parts = ended.stream().map(each -> each.part(List.of())).toList();
    var verdict =
        Verdict.of(new Verdict.Whole(run.hasEnded(), selection, parts, sections.values(), besides));
    var why = new ArrayList<String>();
    switch (verdict) {
      case CERTIFIED -> {
        String words = "the run has ended, and all %s sections of the guide are certified";
        why.add(Texts.of(words, sections.size()));
      }
      case FAILED -> {
        var failed =
            counts(run, each -> each.outcome().failed() || each.outcome() == Outcome.BLOCKED);
        add(why, "scenarios: ", failed);
        boolean ofSuite = ended.stream().anyMatch(each -> each.outcome() == Outcome.SUITE_FAULT);
        add(why, "", ofSuite ? "a suite fault says nothing of the trainee" : "");
        add(why, "failed: ", titles(sections, each -> each == Verdict.FAILED));
        why.addAll(besides);
      }
      default -> {
        add(why, "", run.hasEnded() ? "" : "the run had not ended");
        var open = counts(run, each -> each.outcome() != Outcome.DONE && !each.allowed());
        add(why, "scenarios: ", open);
        add(why, "", selection.isEmpty() ? "" : Texts.of("only '%s' was asked for", selection));
        String rest = titles(sections, each -> each != Verdict.CERTIFIED);
        add(why, "not certified: ", sections.isEmpty() ? "any section" : rest);
      }
    }
    boolean clear = verdict == Verdict.CERTIFIED || verdict == Verdict.FAILED;
    return new CertificateVerdict(
        (clear ? verdict : Verdict.INCOMPLETE).name(), String.join("; ", why));
  }

  /** The verdicts of sections as they follow from the guide and from how its scenarios ended. */
  static Map<Manifest.Section, Verdict> sections(RunFacts run, GuideSet guide) {
    var verdicts = new LinkedHashMap<Manifest.Section, Verdict>();
    for (Manifest.Section section : run.sections()) {
      var its = guide.scenarios().stream().filter(each -> each.section().equals(section.id()));
      var parts = its.map(each -> part(each, run)).toList();
      verdicts.put(section, Verdict.of(parts, run.hasEnded()));
    }
    return verdicts;
  }

  private static Verdict.Part part(Manifest.Scenario scenario, RunFacts run) {
    var ended = run.scenarios().get(scenario.id());
    return ended == null
        ? new Verdict.Part(Outcome.NOT_REACHED, false, false, scenario.tags())
        : ended.part(scenario.tags());
  }

  private static void add(List<String> why, String what, String words) {
    if (!words.isEmpty()) {
      why.add(what + words);
    }
  }

  private static String counts(RunFacts run, Predicate<Ended> which) {
    return counts(
        run.scenarios().values().stream().filter(which).map(each -> each.outcome().name()));
  }

  private static String titles(Map<Manifest.Section, Verdict> sections, Predicate<Verdict> which) {
    return sections.entrySet().stream()
        .filter(each -> which.test(each.getValue()))
        .map(each -> each.getKey().title())
        .collect(Collectors.joining(", "));
  }

  /** Such as "2 timeout, 1 wrong". */
  static String counts(Stream<String> outcomes) {
    return outcomes
        .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(
            each ->
                each.getValue() + " " + each.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
