package kubetraining.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.MachineDownloads;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.progress.Progress;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Waits;

/** Two machines on paper, for tests of phases. */
final class Lab {
  static final HostFacts OLD_HOST = new HostFacts(1, false, 2, 24 * 1024 * 1024, true);
  static final HostFacts NEW_HOST = new HostFacts(2, true, 2, 4 * 1024 * 1024, false);
  static final String FACTS =
      "cgroup=tmpfs\ncapabilities=000001fffeffffff\ncpus=2\nmemory=24684084\nloopback=1\n";
  static final URI MIRROR = URI.create("http://mirror.example:5000");
  static final Duration SHORT = Duration.ofMillis(600);

  final Machine node1 = machine("node1", MachineRole.CONTROL_PLANE, "10.1.0.11");
  final Machine node2 = machine("node2", MachineRole.WORKER, "10.1.0.12");
  final RecordingShell shell1 = new RecordingShell("node1").answering("CapBnd", 0, FACTS);
  final RecordingShell shell2 = new RecordingShell("node2").answering("CapBnd", 0, FACTS);
  final Waits waits = new Waits();

  static Machine machine(String name, MachineRole role, String address) {
    return new Machine(name, role, "i-" + name, Optional.of("203.0.113.7"), address);
  }

  static ClusterSpec spec(boolean outsideNames) {
    return new ClusterSpec(
        "v1.36.3",
        Map.of("coredns", "v1.14.7"),
        outsideNames
            ? Optional.of(bare(Wanted.EVERYTHING, MIRROR, Optional.empty()))
            : Optional.empty(),
        Path.of("manifests"));
  }

  /** What the project's own recipes give to machines that know nothing. */
  static BareMachines bare(Wanted wanted, URI images, Optional<URI> downloads) {
    var settings =
        ArtifactSettings.of(SourceChoice.AUTO, Path.of("artifacts"), Path.of("unused"))
            .through(Optional.of(images), downloads);
    return new BareMachines(MachineDownloads.of(settings, wanted), List::of, Progress.SILENT);
  }

  List<Machine> machines() {
    return List.of(node1, node2);
  }

  RecordingShell shell(Machine machine) {
    return machine.equals(node1) ? shell1 : shell2;
  }

  BootstrapContext context() {
    var shells = new LinkedHashMap<Machine, RemoteShell>();
    machines().forEach(machine -> shells.put(machine, shell(machine)));
    var context = new BootstrapContext(spec(false), waits, Progress.SILENT, shells);
    machines().forEach(machine -> context.facts().put(machine.name(), OLD_HOST));
    return context;
  }
}
