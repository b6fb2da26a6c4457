package kubetraining.lab.embedded.cloud;

import com.github.dockerjava.api.model.Network;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.lab.embedded.engine.DockerEngine;
import kubetraining.lab.embedded.engine.LabLabels;
import org.jspecify.annotations.Nullable;

/**
 * The networks of a lab, one for each subnet that the EC2 API knows.
 *
 * @param mirror in networks with a way out, what machines fetch from
 */
record LabNetworks(DockerEngine engine, LabLabels labels, Optional<LabMirror> mirror) {

  /** The subnets that have a network. */
  Set<String> subnets() {
    var all = engine.networks(labels.filter()).stream().map(LabNetworks::subnet);
    return all.filter(Objects::nonNull).collect(Collectors.toSet());
  }

  private static @Nullable String subnet(Network network) {
    return network.getLabels().get(LabLabels.SUBNET);
  }

  void create(CloudSubnet subnet) {
    var range = new Network.Ipam.Config().withSubnet(subnet.range().toString());
    var ipam = new Network.Ipam().withConfig(range.withGateway(subnet.range().gateway()));
    var network = engine.client().createNetworkCmd().withName(labels.name(subnet.id()));
    network.withDriver("bridge").withCheckDuplicate(true).withIpam(ipam);
    network.withLabels(labels.with(LabLabels.SUBNET, subnet.id()));
    // Without a mirror nothing goes from a machine to the world; nothing ever comes from there.
    // This computer is the network's gateway and reaches every machine.
    network.withInternal(mirror.isEmpty());
    // Machines reach each other, whatever the engine's defaults for networks are.
    network.withOptions(Map.of("com.docker.network.bridge.enable_icc", "true")).exec();
    mirror.ifPresent(each -> each.join(labels.name(subnet.id())));
  }

  void remove(String subnetId) {
    for (Network network : engine.networks(labels.filter())) {
      if (subnetId.equals(subnet(network))) {
        mirror.ifPresent(each -> each.leave(network.getId()));
        engine.removeNetwork(network.getId());
      }
    }
  }
}
