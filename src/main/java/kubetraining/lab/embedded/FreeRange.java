package kubetraining.lab.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.lab.Ipv4Range;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.embedded.EngineCheck.Finding;

/**
 * Finds a network range for a lab that nothing on this computer uses. Pods and services have theirs
 * inside the machines, which reach nothing of this computer's networks, so these may overlap.
 */
final class FreeRange {
  // Pods and services of the cluster to come, and what Docker gives its first networks.
  private static final List<Ipv4Range> RESERVED =
      Stream.of("10.244.0.0/16", "10.96.0.0/12", "172.17.0.0/16").map(Ipv4Range::parse).toList();

  // A route to more than any private block holds leads to the world. VPNs set two of half the
  // world, since each of them wins over the default route (OpenVPN's redirect-gateway def1); lists
  // of "all but private addresses" have some more.
  private static final int SHORTEST_OF_A_NETWORK = 8;

  private FreeRange() {}

  /**
   * Addresses that something on this computer uses.
   *
   * @param user what uses them, in words
   * @param cure what frees them
   */
  record Taken(Ipv4Range range, String user, String cure) {
    /**
     * @param range in CIDR notation; empty if it names no IPv4 network, as that of a Docker network
     *     without addresses, which is 0.0.0.0/0
     */
    static Optional<Taken> of(String range, String user, String cure) {
      return Ipv4Range.read(range)
          .filter(read -> read.bits() >= SHORTEST_OF_A_NETWORK)
          .map(read -> new Taken(read, user, cure));
    }

    @Override
    public String toString() {
      return range + ", " + user;
    }
  }

  /** A range that neither this computer nor its engine uses. */
  static Ipv4Range of(DockerEngine engine) {
    var taken = new ArrayList<>(ComputerNetworks.look());
    taken.addAll(Ec2ApiServer.ranges(engine));
    taken.addAll(LabNetworks.ranges(engine));
    return choose(taken);
  }

  /** Whether there is one. */
  static Finding finding(DockerEngine engine) {
    try {
      return Finding.met("lab's network", of(engine) + " is free");
    } catch (LabUnavailableException e) {
      return new Finding(
          "lab's network",
          false,
          String.valueOf(e.getMessage()),
          "free one of these, or more where several overlap");
    }
  }

  /** The first /16 of the candidates that overlaps none of {@code taken}. */
  static Ipv4Range choose(List<Taken> taken) {
    return candidates()
        .filter(range -> RESERVED.stream().noneMatch(range::overlaps))
        .filter(range -> taken.stream().noneMatch(other -> other.range().overlaps(range)))
        .findFirst()
        .orElseThrow(() -> none(taken));
  }

  private static Stream<Ipv4Range> candidates() {
    return Stream.of(
            IntStream.concat(IntStream.range(42, 256), IntStream.range(0, 42))
                .mapToObj(value -> Texts.of("10.%d.0.0/16", value)),
            IntStream.range(18, 32).mapToObj(value -> Texts.of("172.%d.0.0/16", value)),
            // The last two are for tests of networks (RFC 2544); nobody else has them.
            Stream.of("192.168.0.0/16", "198.18.0.0/16", "198.19.0.0/16"))
        .flatMap(ranges -> ranges)
        .map(Ipv4Range::parse);
  }

  /** Names those that are in the way, whatever they are. */
  private static LabUnavailableException none(List<Taken> taken) {
    return new LabUnavailableException(
        Texts.of(
            "no free network range for the lab: every /16 of 10.0.0.0/8, 172.16.0.0/12,"
                + " 192.168.0.0/16 and 198.18.0.0/15 is in use. In the way are:%n%s",
            taken.stream()
                .filter(other -> candidates().anyMatch(other.range()::overlaps))
                .map(other -> Texts.of("  %s. To free it: %s", other, other.cure()))
                .distinct()
                .collect(Collectors.joining(System.lineSeparator()))));
  }
}
