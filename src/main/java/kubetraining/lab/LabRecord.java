package kubetraining.lab;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a lab from one run to the next.
 *
 * @param kind the word for where its machines come from, for instance {@code embedded}
 * @param networkRange the range of its own network
 * @param createdAt when its machines were asked for
 * @param kubernetes the version of its cluster, once it has one
 * @param engine the container engine its machines are on, where it is one
 * @param owner who is asked about it
 * @param expiresAt from when on its machines power themselves off
 * @param hourlyPrice about how many USD an hour of it costs; empty if it costs nothing
 */
public record LabRecord(
    String kind,
    String networkRange,
    Instant createdAt,
    Optional<String> kubernetes,
    Optional<LabEngine> engine,
    Optional<String> owner,
    Optional<Instant> expiresAt,
    Optional<Double> hourlyPrice) {

  /** The same lab, for so long. */
  public LabRecord until(Lease lease) {
    return with(kubernetes, Optional.of(lease.until()));
  }

  /** The same lab, whose cluster has this version. */
  public LabRecord running(String kubernetesVersion) {
    return with(Optional.of(kubernetesVersion), expiresAt);
  }

  private LabRecord with(Optional<String> version, Optional<Instant> end) {
    return new LabRecord(kind, networkRange, createdAt, version, engine, owner, end, hourlyPrice);
  }
}
