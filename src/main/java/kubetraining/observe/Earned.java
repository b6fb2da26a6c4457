package kubetraining.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import kubetraining.course.PlannedScenario;
import kubetraining.host.Texts;
import kubetraining.observe.Note.Kind;

/**
 * What of a scenario was earned, and how.
 *
 * @param ticks of the lab
 * @param notes beside them
 */
record Earned(Ticks ticks, Notes notes) {
  /** Whether a part of it was done for the person to see. */
  boolean isShown(PlannedScenario scenario) {
    return ticks.of(scenario).stream().anyMatch(Tick::shown);
  }

  /** For the report: by whom and when it was done, and with how much help. */
  Map<String, String> facts(PlannedScenario scenario) {
    var facts = new LinkedHashMap<String, String>();
    var its = ticks.of(scenario);
    var times = its.stream().map(Tick::at).sorted().toList();
    boolean shown = isShown(scenario);
    if (times.size() == scenario.text().steps().size()) {
      String who = shown ? "by ./training solve" : "by hand";
      String when = Texts.of("from %s to %s", times.get(0), times.get(times.size() - 1));
      facts.put(shown ? "shown" : "earned", who + ", " + when);
    }
    put(facts, "attempts", notes.of(scenario.id(), Kind.ATTEMPT).size());
    put(facts, "hints", notes.of(scenario.id(), Kind.HINT).size());
    put(facts, "doneInAnotherWay", its.stream().filter(Tick::wasElsewhere).count());
    notes.of(scenario.id(), Kind.PREDICTION).forEach(each -> facts.put("expected", each.text()));
    return facts;
  }

  private static void put(Map<String, String> facts, String name, long count) {
    if (count > 0) {
      facts.put(name, String.valueOf(count));
    }
  }
}
