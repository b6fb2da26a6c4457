package kubetraining.probe;

import kubetraining.host.Texts;

/**
 * One node as the API server describes it.
 *
 * @param ready whether its condition Ready is true
 * @param why the reason and message of that condition
 * @param controlPlane whether it has the control-plane role
 * @param milliCpu what it offers to pods, in thousandths of a CPU
 * @param memoryBytes what it offers to pods
 */
public record NodeSeen(
    String name,
    boolean ready,
    String why,
    boolean controlPlane,
    String address,
    String kubeletVersion,
    long milliCpu,
    long memoryBytes) {
  @Override
  public String toString() {
    return name + (ready ? " Ready" : Texts.of(" not Ready (%s)", why));
  }
}
