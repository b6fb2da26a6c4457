package kubetraining.probe;

import java.util.List;
import kubetraining.host.Texts;

/**
 * One node as the API server describes it.
 *
 * @param ready whether its condition Ready is true
 * @param why the reason and message of that condition
 * @param controlPlane whether it bears the control plane's role
 * @param milliCpu what it offers to pods, in thousandths of a CPU
 * @param memoryBytes what it offers to pods
 * @param taints as {@code key:effect}
 */
public record NodeSeen(
    String name,
    boolean ready,
    String why,
    boolean controlPlane,
    String address,
    String kubeletVersion,
    long milliCpu,
    long memoryBytes,
    List<String> taints) {
  public NodeSeen {
    taints = List.copyOf(taints);
  }

  @Override
  public String toString() {
    return name + (ready ? " Ready" : Texts.of(" not Ready (%s)", why));
  }
}
