package kubetraining.observe;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /** A step that was earned as it is written now. */
  Optional<Tick> at(PlannedScenario scenario, int place) {
    return ticks.of(scenario.id(), place, Tick.digest(scenario.text().steps().get(place)));
  }

  private Stream<Tick> of(PlannedScenario scenario) {
    return IntStream.range(0, scenario.text().steps().size())
        .mapToObj(place -> at(scenario, place))
        .flatMap(Optional::stream);
  }

  /** Whether a part of it was done for the person to see. */
  boolean isShown(PlannedScenario scenario) {
    return of(scenario).anyMatch(Tick::shown);
  }

  /** For the report: by whom and when it was done, and with how much help. */
  Map<String, String> facts(PlannedScenario scenario) {
    var facts = new LinkedHashMap<String, String>();
    var times = of(scenario).map(Tick::at).sorted().toList();
    boolean shown = isShown(scenario);
    if (times.size() == scenario.text().steps().size()) {
      String who = shown ? "by ./training solve" : "by hand";
      facts.put(shown ? "shown" : "earned", Texts.of("%s, %s", who, span(times)));
    }
    count(scenario, Kind.ATTEMPT).ifPresent(count -> facts.put("attempts", count));
    count(scenario, Kind.HINT).ifPresent(count -> facts.put("hints", count));
    long elsewhere = of(scenario).filter(Tick::wasElsewhere).count();
    if (elsewhere > 0) {
      facts.put("doneInAnotherWay", String.valueOf(elsewhere));
    }
    notes.of(scenario.id(), Kind.PREDICTION).forEach(each -> facts.put("expected", each.text()));
    return facts;
  }

  private static String span(List<Instant> times) {
    return Texts.of("from %s to %s", times.get(0), times.get(times.size() - 1));
  }

  private Optional<String> count(PlannedScenario scenario, Kind kind) {
    int count = notes.of(scenario.id(), kind).size();
    return count == 0 ? Optional.empty() : Optional.of(String.valueOf(count));
  }
}
