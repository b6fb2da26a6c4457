package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Network;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The networks of a lab, one for each subnet that the EC2 API knows. */
final class LabNetworks {
  private final DockerEngine engine;
  private final LabLabels labels;

  LabNetworks(DockerEngine engine, LabLabels labels) {
    this.engine = engine;
    this.labels = labels;
  }

  /** The subnets that have a network. */
  Set<String> subnets() {
    return engine.networks(LabLabels.LAB + "=" + labels.lab()).stream()
        .map(network -> network.getLabels().get(LabLabels.SUBNET))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** The ranges of all networks that the engine has, whoever made them. */
  static List<Ipv4Range> ranges(DockerEngine engine) {
    return engine.client().listNetworksCmd().exec().stream()
        .map(Network::getIpam)
        .filter(ipam -> ipam != null && ipam.getConfig() != null)
        .flatMap(ipam -> ipam.getConfig().stream())
        .map(Network.Ipam.Config::getSubnet)
        .filter(subnet -> subnet != null && !subnet.contains(":"))
        .map(Ipv4Range::parse)
        .toList();
  }

  void create(CloudSubnet subnet) {
    engine
        .client()
        .createNetworkCmd()
        .withName(labels.networkName(subnet.id()))
        .withDriver("bridge")
        .withCheckDuplicate(true)
        // Nothing goes from a machine to the world, and nothing comes from there; this computer is
        // the network's gateway and reaches every machine.
        .withInternal(true)
        .withLabels(labels.ofNetwork(subnet.id()))
        .withIpam(
            new Network.Ipam()
                .withConfig(
                    new Network.Ipam.Config()
                        .withSubnet(subnet.range().toString())
                        .withGateway(subnet.range().gateway())))
        .exec();
  }

  void remove(String subnetId) {
    engine.networks(LabLabels.LAB + "=" + labels.lab()).stream()
        .filter(network -> subnetId.equals(network.getLabels().get(LabLabels.SUBNET)))
        .forEach(network -> engine.removeNetwork(network.getId()));
  }
}
