package kubetraining.probe;

import java.util.Optional;
import kubetraining.host.Texts;

/**
 * The CPUs that one container may use, by the kernel, whom two places ask, and by the kubelet. Who
 * uses them tells {@link CpuUse}.
 *
 * @param inside what its program sees of itself, within the container
 * @param cgroup what the kernel on the node allows its cgroup and its processes
 * @param record what the kubelet has noted; empty if it has given this container no CPU of its own
 */
public record CpuWitnesses(
    String qosClass, CpuSet inside, ContainerCpus cgroup, Optional<CpuSet> record, NodeCpus node) {

  /** Whether both say that it has this many CPUs, and has them alone. */
  public boolean agreeOnOwn(int size) {
    return record.filter(own -> own.size() == size && alone(own)).isPresent()
        && inside.equals(record.get())
        && cgroup.mayUseExactly(record.get());
  }

  /** Whether it has no CPU of its own and may use exactly {@code cpus}. */
  public boolean shares(CpuSet cpus) {
    return record.isEmpty() && inside.equals(cpus) && cgroup.mayUseExactly(cpus);
  }

  private boolean alone(CpuSet own) {
    return own.within(node.online())
        && !node.state().givesTwice()
        && own.disjointFrom(node.state().shared());
  }

  @Override
  public String toString() {
    return Texts.of(
        "%s; inside the container: %s; its cgroup: %s; the kubelet's state file: %s; all CPUs: %s",
        qosClass,
        inside,
        cgroup.allowed(),
        record.map(CpuSet::toString).orElse("none"),
        node.online());
  }
}
