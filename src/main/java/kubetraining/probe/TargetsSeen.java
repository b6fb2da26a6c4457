package kubetraining.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/**
 * All that Prometheus asks.
 *
 * @param trouble why the list could not be had, or empty
 */
public record TargetsSeen(List<TargetSeen> targets, String trouble) {
  public TargetsSeen {
    targets = List.copyOf(targets);
  }

  /** How many there are of each kind. */
  public Map<String, Long> perJob() {
    return count(target -> true);
  }

  /** How many of each kind answered. */
  public Map<String, Long> upPerJob() {
    return count(TargetSeen::up);
  }

  /** Those of one kind. */
  public List<TargetSeen> of(String job) {
    return targets.stream().filter(target -> target.job().equals(job)).toList();
  }

  /** How often each kind is asked. */
  public Map<String, Duration> intervals() {
    var intervals = new TreeMap<String, Duration>();
    targets.forEach(
        target ->
            intervals.merge(target.job(), target.interval(), (a, b) -> a.compareTo(b) > 0 ? a : b));
    return intervals;
  }

  private Map<String, Long> count(Predicate<TargetSeen> which) {
    return targets.stream()
        .filter(which)
        .collect(Collectors.groupingBy(TargetSeen::job, TreeMap::new, Collectors.counting()));
  }

  @Override
  public String toString() {
    if (!trouble.isEmpty()) {
      return "no list of targets: " + trouble;
    }
    List<TargetSeen> down = targets.stream().filter(target -> !target.up()).toList();
    return Texts.of("targets %s, of which up %s; not up: %s", perJob(), upPerJob(), down);
  }
}
