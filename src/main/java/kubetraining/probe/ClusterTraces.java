package kubetraining.probe;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/**
 * Everything in a cluster that somebody made on purpose, at one moment.
 *
 * @param things by name, as in {@code Deployment kube-system/coredns}; of a node also its
 *     annotations, labels and taints, each with its value
 */
public record ClusterTraces(Map<String, String> things) {
  public ClusterTraces {
    things = Map.copyOf(things);
  }

  /** What differs now from what was before, in words; empty if nothing does. */
  public String since(ClusterTraces before) {
    var changes = new TreeMap<String, String>();
    things.forEach(
        (name, value) -> {
          String then = before.things.get(name);
          if (then == null) {
            changes.put(name, "is new");
          } else if (!then.equals(value)) {
            changes.put(name, Texts.of("was '%s', is '%s'", then, value));
          }
        });
    before.things.keySet().stream()
        .filter(name -> !things.containsKey(name))
        .forEach(name -> changes.put(name, "is missing"));
    return changes.entrySet().stream()
        .flatMap(each -> Stream.of(each.getKey() + " " + each.getValue()))
        .collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    return things.size() + " things";
  }
}
