package kubetraining.lab;

import java.util.Optional;
import kubetraining.host.Texts;

/**
 * One host of the lab, before and after it becomes a Kubernetes node.
 *
 * @param name {@code node1} to {@code nodeN}, as the guide numbers them; in a cluster that is not
 *     ours, that of the node
 * @param instanceId the identifier the provider gave it
 * @param publicAddress the address reachable from outside, where the provider gives one
 * @param privateAddress the address the machines use among themselves
 */
public record Machine(
    String name,
    MachineRole role,
    String instanceId,
    Optional<String> publicAddress,
    String privateAddress) {
  public Machine {
    if (!name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
      throw new IllegalArgumentException(Texts.of("'%s' is not the name of a node", name));
    }
  }

  /** The address the caller reaches the machine by. */
  public String reachableAddress() {
    return publicAddress.orElse(privateAddress);
  }
}
