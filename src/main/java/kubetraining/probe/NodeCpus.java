package kubetraining.probe;

import java.util.List;
import kubetraining.host.Texts;

/**
 * All CPUs of a node, and who may use which.
 *
 * @param online the CPUs that the machine has
 * @param state the kubelet's record
 * @param containers every running container that Kubernetes knows there
 */
public record NodeCpus(
    String node,
    CgroupLayout layout,
    CpuSet online,
    CpuManagerState state,
    List<ContainerCpus> containers) {

  /** The CPUs that are left to all who have none of their own. */
  public CpuSet left() {
    return online.minus(state.exclusive());
  }

  /** The containers of one pod. */
  public List<ContainerCpus> of(String pod) {
    return containers.stream().filter(container -> container.pod().equals(pod)).toList();
  }

  /** The containers that were given no CPU of their own. */
  public List<ContainerCpus> sharing() {
    return containers.stream()
        .filter(each -> state.of(each.podUid(), each.container(), each.id()).isEmpty())
        .toList();
  }

  /** Whether no CPU is exclusive and every container is allowed to use every CPU. */
  public boolean whole() {
    return state.entries().isEmpty()
        && !containers.isEmpty()
        && containers.stream().allMatch(container -> container.mayUseExactly(online));
  }

  @Override
  public String toString() {
    return Texts.of(
        "%s has CPUs %s, policy %s, exclusive: %s; %s",
        node, online, state.policy(), state.entries(), containers);
  }
}
