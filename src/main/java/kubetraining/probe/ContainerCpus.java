package kubetraining.probe;

import java.util.List;
import kubetraining.host.Texts;

/**
 * One running container and the CPUs it may use, seen from the node.
 *
 * @param podUid the uid of its pod
 * @param qosClass Guaranteed, Burstable or BestEffort
 * @param id as the API server has it: {@code containerd://...}
 * @param file the file of its cgroup
 * @param allowed what the file says; empty if there was none
 * @param processes what its processes may use, as the kernel says, each set once
 * @param added whether it was added to a pod that ran, as by kubectl debug
 */
public record ContainerCpus(
    String pod,
    String podUid,
    String container,
    String qosClass,
    String id,
    String file,
    CpuSet allowed,
    List<CpuSet> processes,
    boolean added) {
  public ContainerCpus {
    processes = List.copyOf(processes);
  }

  /**
   * Whether the kernel lets it use exactly these. A process of it may have confined itself to some
   * of them, which is its own affair.
   */
  public boolean mayUseExactly(CpuSet cpus) {
    return allowed.equals(cpus)
        && !processes.isEmpty()
        && processes.stream().allMatch(each -> !each.isEmpty() && each.within(cpus));
  }

  /** The folder of its cgroup, which lists its processes. */
  String folder() {
    return file.substring(0, file.lastIndexOf('/'));
  }

  @Override
  public String toString() {
    return Texts.of("%s of pod %s: %s, its processes %s", container, pod, allowed, processes);
  }
}
