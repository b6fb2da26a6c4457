package kubetraining.existing;

import java.util.List;
import java.util.Optional;
import kubetraining.probe.CapacityProbe;

/** Facts of nodes of clusters of other shapes. */
final class PaperNodeFacts {
  private PaperNodeFacts() {}

  /** One that is Ready, of the guide's size if it has two CPUs. */
  static NodeFacts of(String name, boolean plane, boolean open, int cpus, long freeMilliCpu) {
    return new NodeFacts(
        name,
        plane,
        "v1.36.3",
        "10.0.0.1",
        cpus,
        4L << 30,
        cpus == 2,
        name + ".host",
        "amd64",
        "containerd://2",
        List.of(),
        true,
        open,
        Optional.of(new CapacityProbe.Room(name, open, freeMilliCpu, 4L << 30)));
  }
}
