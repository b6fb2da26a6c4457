package kubetraining.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.course.PlannedScenario;
import kubetraining.observe.Notes;
import kubetraining.observe.Now;
import kubetraining.observe.Tick;
import kubetraining.observe.Ticks;
import kubetraining.redaction.Redaction;

/**
 * How far somebody is in the guide: what the run that watches has written into the lab's folder.
 *
 * @param lab that folder
 * @param watcher who watches now
 */
record Course(Path lab, List<PlannedScenario> guide, Supplier<Optional<String>> watcher) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * As JSON: the places of steps that are ticked by scenario, which of them were shown and not
   * earned, what is next, and who watches.
   */
  String json() {
    var ticks = Ticks.of(lab);
    var course = JSON.createObjectNode();
    var earned = course.putObject("earned");
    var shown = course.putObject("shown");
    for (PlannedScenario each : guide) {
      var its = ticks.of(each);
      put(earned, each, its);
      put(shown, each, its.stream().filter(Tick::shown).toList());
    }
    Now.of(lab).ifPresent(now -> course.set("now", shown(now)));
    course.put("watcher", watcher.get().orElse(""));
    return course.toString();
  }

  private static void put(ObjectNode all, PlannedScenario scenario, List<Tick> ticks) {
    if (!ticks.isEmpty()) {
      all.set(scenario.id(), JSON.valueToTree(ticks.stream().map(Tick::step).toList()));
    }
  }

  /** Helps on with what is next; empty if there is no hint, or none yet. */
  String hint() {
    return Now.of(lab)
        .flatMap(now -> now.in(guide).flatMap(its -> Notes.of(lab).hint(its, now)))
        .orElse("");
  }

  /** Keeps what somebody expects to happen; false if nothing is next. */
  boolean expect(String what) {
    var now = Now.of(lab);
    now.ifPresent(at -> Notes.of(lab).expect(at, what));
    return now.isPresent();
  }

  /** Commands stay as they are, since they are to be typed. */
  private ObjectNode shown(Now now) {
    ObjectNode shown = JSON.valueToTree(now);
    now.in(guide).ifPresent(its -> shown.put("section", its.section()));
    for (String field : List.of("message", "expected", "seen")) {
      shown.put(field, Redaction.redact(shown.path(field).asText()));
    }
    return shown;
  }
}
