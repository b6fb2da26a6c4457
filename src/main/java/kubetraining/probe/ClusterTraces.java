package kubetraining.probe;

import java.util.Map;
import java.util.TreeMap;

/**
 * Everything in a cluster that somebody made on purpose, and what it says, at one moment.
 *
 * @param things by kind and name, as in {@code Deployment kube-system/coredns}
 */
public record ClusterTraces(Map<String, Trace> things) {

  /** What differs now from what was before, in words; empty if nothing does. */
  public String since(ClusterTraces before) {
    var changes = changes(before);
    var words = changes.entrySet().stream().map(each -> each.getKey() + each.getValue()).toList();
    return String.join("; ", words);
  }

  /** How each thing differs that does, by its name. */
  Map<String, String> changes(ClusterTraces before) {
    var changes = new TreeMap<String, String>();
    things.forEach(
        (name, now) -> {
          Trace then = before.things.get(name);
          if (then == null) {
            if (!now.comes()) {
              changes.put(name, " is new");
            }
          } else if (!now.since(then).isEmpty()) {
            changes.put(name, ": " + now.since(then));
          }
        });
    before.things.forEach(
        (name, then) -> {
          if (!things.containsKey(name) && !then.goes()) {
            changes.put(name, " is missing");
          }
        });
    return changes;
  }

  @Override
  public String toString() {
    return things.size() + " things";
  }
}
