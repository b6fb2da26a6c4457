package kubetraining.report;

import java.util.ArrayList;
import java.util.Collection;
import kubetraining.course.Verdict;

/** Asks for the verdict of what a report says. */
final class Verdicts {
  private Verdicts() {}

  /** Of a section; see {@link Verdict#of(Collection, boolean)}. */
  static Verdict of(Collection<ScenarioRecord> all, boolean ended) {
    return Verdict.of(
        all.stream()
            .map(
                each ->
                    new Verdict.Part(
                        each.outcome(), each.selected(), each.allowed(), each.scenario().tags()))
            .toList(),
        ended);
  }

  /** Of a run. */
  static Verdict of(ProgressReport report) {
    var besides = new ArrayList<>(report.complaints());
    if (report.leftovers() != null) {
      besides.addAll(report.leftovers());
    }
    return Verdict.of(
        new Verdict.Whole(
            report.run().endedAt() != null,
            report.run().selection(),
            report.scenarios().stream()
                .map(each -> new Verdict.Part(each.outcome(), true, each.allowed(), each.tags()))
                .toList(),
            report.sections().stream().map(ProgressReport.Section::verdict).toList(),
            besides));
  }
}
