package kubetraining.probe;

import java.util.List;
import java.util.stream.Stream;
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
    List<Container> containers) {

  /** The CPUs that are left to all who have none of their own. */
  public CpuSet left() {
    return online.minus(state.exclusive());
  }

  /** The containers of one pod. */
  public List<Container> of(String pod) {
    return containers.stream().filter(container -> container.pod().equals(pod)).toList();
  }

  /** The containers that were given no CPU of their own. */
  public List<Container> sharing() {
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
  public record Container(
      String pod,
      String podUid,
      String container,
      String qosClass,
      String id,
      String file,
      CpuSet allowed,
      List<CpuSet> processes,
      boolean added) {

    /**
     * Whether the kernel lets it use exactly these. A process of it may have confined itself to
     * some of them, which is its own affair.
     */
    public boolean mayUseExactly(CpuSet cpus) {
      return allowed.equals(cpus)
          && !processes.isEmpty()
          && processes.stream().allMatch(each -> !each.isEmpty() && each.within(cpus));
    }

    /** As the node reports it: what the file says, a bar, what its processes are allowed to use. */
    Container told(String line) {
      int bar = line.indexOf('|');
      var each = Stream.of(line.substring(bar + 1).split(" ")).filter(set -> !set.isBlank());
      return new Container(
          pod,
          podUid,
          container,
          qosClass,
          id,
          file,
          CpuSet.parse(line.substring(0, bar)),
          each.map(CpuSet::parse).toList(),
          added);
    }

    /** The folder of its cgroup, which lists its processes. */
    String folder() {
      return file.substring(0, file.lastIndexOf('/'));
    }

    @Override
    public String toString() {
      return Texts.of("%s of pod %s: %s, its processes: %s", container, pod, allowed, processes);
    }
  }
}
