package kubetraining.probe;

import java.time.Instant;
import java.util.Collection;
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

  /** How many there are of each kind. */
  public Map<String, Long> perJob() {
    return count(target -> true);
  }

  /** How many of each kind answered. */
  public Map<String, Long> upPerJob() {
    return count(TargetSeen::up);
  }

  /** Where they are asked. */
  public List<String> urls() {
    return targets.stream().map(TargetSeen::url).toList();
  }

  /** Those of one kind. */
  public List<TargetSeen> of(String job) {
    return targets.stream().filter(target -> target.job().equals(job)).toList();
  }

  /**
   * On which nodes those of one kind answer, by name; a node is named as often as it is asked.
   *
   * @param nodeByAddress the nodes, by their addresses and by those of their pods
   */
  public List<String> nodesOf(String job, Map<String, String> nodeByAddress) {
    return of(job).stream()
        .filter(TargetSeen::up)
        .map(target -> nodeByAddress.getOrDefault(target.host(), target.host()))
        .sorted()
        .toList();
  }

  /** Those of these kinds whose last answer is older than two rounds, or that are down. */
  public List<TargetSeen> stale(Collection<String> jobs, Instant now) {
    return targets.stream()
        .filter(target -> jobs.contains(target.job()) && !target.isFresh(now))
        .toList();
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
