package kubetraining.page;

import java.util.ArrayList;
import java.util.List;
import kubetraining.course.FeatureText;
import kubetraining.course.Outcome;
import kubetraining.course.Verdict;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Scenario;

/** Where each section stands, with a link to where it begins in the page. */
record SectionsView(List<FeatureText> features, Anchors anchors) {
  List<View.SectionRow> of(ProgressReport report) {
    return report.sections().stream().map(section -> row(section, report)).toList();
  }

  private View.SectionRow row(ProgressReport.Section section, ProgressReport report) {
    var scenarios =
        report.scenarios().stream().filter(each -> each.section().equals(section.id())).toList();
    var begins = features.stream().filter(each -> each.section().equals(section.id())).findFirst();
    var state =
        scenarios.isEmpty()
            ? Words.state(null, true)
            : new View.State(tone(section.verdict()), Words.ofConstant(section.verdict()));
    String anchor = begins.map(each -> anchors.of(each.file())).orElse("guide");
    return new View.SectionRow(anchor, section.title(), state, counts(scenarios), bar(scenarios));
  }

  private static String tone(Verdict verdict) {
    return switch (verdict) {
      case CERTIFIED -> "done";
      case FAILED -> "wrong";
      case UNDER_WAY -> "under-way";
      case INCOMPLETE -> "part";
      case NOT_ATTEMPTED -> "not-attempted";
    };
  }

  private static String counts(List<Scenario> scenarios) {
    if (scenarios.isEmpty()) {
      return "";
    }
    var parts = new ArrayList<String>();
    parts.add(Texts.of("%d of %d done", count(scenarios, Outcome.DONE), scenarios.size()));
    for (Outcome outcome : Outcome.values()) {
      long number = count(scenarios, outcome);
      if (outcome != Outcome.DONE && number > 0) {
        parts.add(Texts.of("%d %s", number, outcome.words()));
      }
    }
    return String.join(", ", parts);
  }

  private static List<View.Share> bar(List<Scenario> scenarios) {
    var shares = new ArrayList<View.Share>();
    double from = 0;
    for (Outcome outcome : Outcome.values()) {
      double width = 100.0 * count(scenarios, outcome) / Math.max(1, scenarios.size());
      if (width > 0) {
        shares.add(new View.Share(Words.tone(outcome), from, width));
        from += width;
      }
    }
    return shares;
  }

  private static long count(List<Scenario> scenarios, Outcome outcome) {
    return scenarios.stream().filter(each -> each.outcome() == outcome).count();
  }
}
