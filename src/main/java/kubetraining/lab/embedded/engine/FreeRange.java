package kubetraining.lab.embedded.engine;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kubetraining.host.ComputerNetworks;
import kubetraining.host.ComputerNetworks.Taken;
import kubetraining.host.Finding;
import kubetraining.host.Ipv4Range;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;

/**
 * Finds a network range for a lab that nothing on this computer uses. Pods and services have theirs
 * inside the machines, which reach nothing of this computer's networks, so these may overlap.
 */
public final class FreeRange {
  // Pods and services of the cluster to come, and what Docker gives its first networks.
  private static final List<Ipv4Range> RESERVED =
      Stream.of("10.244.0.0/16", "10.96.0.0/12", "172.17.0.0/16").map(Ipv4Range::parse).toList();

  private FreeRange() {}

  /** A range that neither this computer nor its engine uses. */
  public static Ipv4Range of(DockerEngine engine) {
    var taken = new ArrayList<>(ComputerNetworks.look());
    var labs = engine.containersWith(LabLabels.RANGE).stream().map(Container::getLabels);
    labs.flatMap(FreeRange::ofLab).forEach(taken::add);
    var networks = engine.client().listNetworksCmd().exec().stream();
    networks.flatMap(FreeRange::ofNetwork).forEach(taken::add);
    return choose(taken);
  }

  private static Stream<Taken> ofLab(Map<String, String> marks) {
    String lab = marks.get(LabLabels.LAB);
    return Taken.of(marks.get(LabLabels.RANGE), "lab " + lab, "./training down --name=" + lab)
        .stream();
  }

  // Some have no addresses: none, host, and those of an IPAM driver that gives out none.
  private static Stream<Taken> ofNetwork(Network network) {
    if (network.getIpam() == null || network.getIpam().getConfig() == null) {
      return Stream.empty();
    }
    String name = network.getName();
    return network.getIpam().getConfig().stream()
        .map(Network.Ipam.Config::getSubnet)
        .filter(Objects::nonNull)
        .map(subnet -> Taken.of(subnet, "Docker's network " + name, "docker network rm " + name))
        .flatMap(Optional::stream);
  }

  /** Whether there is one. */
  public static Finding finding(DockerEngine engine) {
    try {
      return Finding.met("lab's network", of(engine) + " is free");
    } catch (LabUnavailableException e) {
      String cure = "free one of these, or more if several overlap";
      return new Finding("lab's network", false, String.valueOf(e.getMessage()), cure);
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
        "no free network range for the lab: every /16 of 10.0.0.0/8, 172.16.0.0/12,"
            + " 192.168.0.0/16 and 198.18.0.0/15 is in use. In the way are:%n%s",
        taken.stream()
            .filter(other -> candidates().anyMatch(other.range()::overlaps))
            .map(other -> Texts.of("  %s. To free it: %s", other, other.cure()))
            .distinct()
            .collect(Collectors.joining(System.lineSeparator())));
  }
}
