package kubetraining.lab;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import kubetraining.host.Texts;

/**
 * One host of the lab, before and after it becomes a Kubernetes node.
 *
 * @param name {@code node1} to {@code nodeN}, as the guide numbers them
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
    requireNonNull(role, "role");
    if (!name.matches("node[1-9]\\d*")) {
      throw new IllegalArgumentException(
          Texts.of("machine name '%s' is not nodeN, as the guide numbers them", name));
    }
  }

  /** The address the caller reaches the machine by. */
  public String reachableAddress() {
    return publicAddress.orElse(privateAddress);
  }
}
