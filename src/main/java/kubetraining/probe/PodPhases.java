package kubetraining.probe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a pod of Spark was first seen in each of its phases, all by the clock of this computer.
 *
 * @param role {@code driver} or {@code executor}
 * @param node where it ran, empty if it was never placed
 * @param goneAt when it was deleted, if it was
 */
public record PodPhases(
    String name, String role, String node, List<Since> phases, Optional<Instant> goneAt) {

  /** A phase and when it was first seen. */
  public record Since(String phase, Instant at) {}
}
