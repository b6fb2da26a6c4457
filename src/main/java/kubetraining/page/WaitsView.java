package kubetraining.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Wait;
import org.jspecify.annotations.Nullable;

/** Waits against their limits. */
final class WaitsView {
  private static final int LONGEST_LOOK = 1200;

  private WaitsView() {}

  /** The waits of one scenario, in their order. */
  static List<View.WaitRow> of(List<Wait> waits) {
    return waits.stream().map(wait -> row(wait, null)).toList();
  }

  /** All waits of the run, those that failed first, then the tightest. */
  static List<View.WaitRow> tightestFirst(ProgressReport report, Anchors anchors) {
    var rows = new ArrayList<Map.Entry<Wait, View.WaitRow>>();
    for (var scenario : report.scenarios()) {
      var link = new View.Link(anchors.of(scenario.id()), scenario.name());
      scenario.waits().stream()
          .filter(wait -> !(wait.holding() && wait.satisfied()))
          .forEach(wait -> rows.add(Map.entry(wait, row(wait, link))));
    }
    var order = Comparator.comparing(Wait::satisfied).thenComparing(wait -> -used(wait));
    rows.sort(Map.Entry.comparingByKey(order));
    return rows.stream().map(Map.Entry::getValue).toList();
  }

  private static double used(Wait wait) {
    return wait.limitSeconds() <= 0 ? 1 : wait.tookSeconds() / wait.limitSeconds();
  }

  private static View.WaitRow row(Wait wait, View.@Nullable Link scenario) {
    var looks = new ArrayList<View.Detail>();
    if (scenario == null) {
      looks.add(new View.Detail("looked", Words.count(wait.polls(), "time")));
      add(looks, "first seen", wait.first());
      if (!wait.last().equals(wait.first())) {
        add(looks, "last seen", wait.last());
      }
    }
    String took = Words.seconds(wait.tookSeconds());
    String limit = Words.seconds(wait.limitSeconds());
    int percent = (int) Math.min(100, Math.round(100 * used(wait)));
    return new View.WaitRow(wait.what(), scenario, took, limit, percent, state(wait), looks);
  }

  private static View.State state(Wait wait) {
    if (!wait.satisfied()) {
      return new View.State("wrong", inVain(wait));
    }
    if (wait.atRisk()) {
      return new View.State("not-yet", "at risk");
    }
    return new View.State("done", wait.holding() ? "held" : "came true");
  }

  private static String inVain(Wait wait) {
    if (wait.holding()) {
      return "did not hold";
    }
    return used(wait) >= 1 ? "limit reached" : "given up";
  }

  private static void add(List<View.Detail> looks, String name, String text) {
    if (!text.isBlank()) {
      looks.add(View.Detail.of(name, text, LONGEST_LOOK));
    }
  }
}
