package kubetraining.lab;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A lab as its provider holds it, whoever made it.
 *
 * @param owner whose it is, by its tag; empty if nothing says so
 * @param until the end of its lease, by its tag
 * @param machines those that are listed, also some that have ended
 * @param things what it holds, in the order in which it can be given back
 */
public record HeldLab(
    String name,
    String owner,
    Optional<Instant> until,
    List<HeldMachine> machines,
    List<Leftover> things) {
  /** One of its machines, and since when it is there. */
  public record HeldMachine(String type, Instant since) {}

  /** Since when it is there, as far as machines tell. */
  public Optional<Instant> since() {
    return machines.stream().map(HeldMachine::since).min(Instant::compareTo);
  }

  /** What it holds, as in {@code 4 instance, 1 VPC}. */
  public String what() {
    var kinds = things.stream().collect(groupingBy(Leftover::kind, LinkedHashMap::new, counting()));
    var words = kinds.entrySet().stream().map(each -> each.getValue() + " " + each.getKey());
    return words.collect(joining(", "));
  }
}
