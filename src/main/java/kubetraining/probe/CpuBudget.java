package kubetraining.probe;

import kubetraining.host.Texts;

/**
 * What becomes of a node's CPUs, in thousandths of one.
 *
 * @param capacity what the machine has
 * @param system what is kept for its own programs
 * @param kubelet what is kept, or is to be kept, for the kubelet
 */
public record CpuBudget(String node, long capacity, long system, long kubelet) {
  private static final long ONE = 1000;

  /** What is left for pods. */
  public long offered() {
    return capacity - system - kubelet;
  }

  /** How many whole CPUs can be exclusive: a CPU that is reserved in part stays shared. */
  public long whole() {
    return Math.max(0, Math.floorDiv(offered(), ONE));
  }

  @Override
  public String toString() {
    return Texts.of(
        "%s has %dm of CPU; minus %dm for the system and %dm for the kubelet, that leaves %dm",
        node, capacity, system, kubelet, offered());
  }
}
