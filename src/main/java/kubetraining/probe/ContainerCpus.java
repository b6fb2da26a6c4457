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
 */
public record ContainerCpus(
    String pod,
    String podUid,
    String container,
    String qosClass,
    String id,
    String file,
    CpuSet allowed,
    List<CpuSet> processes) {
  public ContainerCpus {
    processes = List.copyOf(processes);
  }

  /** Whether file and processes say that it may use exactly these. */
  public boolean mayUseExactly(CpuSet cpus) {
    return allowed.equals(cpus) && processes.equals(List.of(cpus));
  }

  @Override
  public String toString() {
    return Texts.of("%s of pod %s: %s, its processes %s", container, pod, allowed, processes);
  }
}
