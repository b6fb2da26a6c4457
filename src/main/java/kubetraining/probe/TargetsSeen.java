package kubetraining.probe;

import java.net.URI;
import java.time.Duration;
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
public record TargetsSeen(List<Target> targets, String trouble) {

  /** How many there are of each kind. */
  public Map<String, Long> perJob() {
    return count(target -> true);
  }

  /** How many of each kind answered. */
  public Map<String, Long> upPerJob() {
    return count(Target::up);
  }

  /** Where they are asked. */
  public List<String> urls() {
    return targets.stream().map(Target::url).toList();
  }

  /** Those of these kinds. */
  public List<Target> of(Collection<String> jobs) {
    return targets.stream().filter(target -> jobs.contains(target.job())).toList();
  }

  /**
   * On which nodes those of one kind answer, by name; a node is named as often as it is asked.
   *
   * @param nodeByAddress the nodes, by their addresses and by those of their pods
   */
  public List<String> nodesOf(String job, Map<String, String> nodeByAddress) {
    return of(List.of(job)).stream()
        .filter(Target::up)
        .map(target -> nodeByAddress.getOrDefault(target.host(), target.host()))
        .sorted()
        .toList();
  }

  /** Those of these kinds whose last answer is older than two rounds, or that are down. */
  public List<Target> stale(Collection<String> jobs, Instant now) {
    return of(jobs).stream().filter(target -> !target.isFresh(now)).toList();
  }

  private Map<String, Long> count(Predicate<Target> which) {
    return targets.stream()
        .filter(which)
        .collect(Collectors.groupingBy(Target::job, TreeMap::new, Collectors.counting()));
  }

  @Override
  public String toString() {
    if (!trouble.isEmpty()) {
      return "no list of targets: " + trouble;
    }
    List<Target> down = targets.stream().filter(target -> !target.up()).toList();
    return Texts.of("targets %s, of which up %s; not up: %s", perJob(), upPerJob(), down);
  }

  /**
   * One thing that Prometheus asks for its numbers.
   *
   * @param job what kind of thing it is
   * @param url where it is asked
   * @param up whether it answered when it was asked last
   * @param error why it did not, or empty
   * @param interval how often it is asked
   * @param asked when it was asked last, whether it answered or not
   */
  public record Target(
      String job, String url, boolean up, String error, Duration interval, Instant asked) {

    /** The address of the machine or the pod. */
    public String host() {
      return String.valueOf(URI.create(url).getHost());
    }

    /** Whether its last answer is younger than two rounds. */
    public boolean isFresh(Instant now) {
      return up && asked.plus(interval.multipliedBy(2)).isAfter(now);
    }

    @Override
    public String toString() {
      return Texts.of(
          "%s %s %s%s", job, url, up ? "up" : "down", error.isEmpty() ? "" : ": " + error);
    }
  }
}
