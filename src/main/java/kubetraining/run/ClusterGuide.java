package kubetraining.run;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.config.ConfigException;
import kubetraining.config.ExistingSettings;
import kubetraining.config.TrainingConfig;
import kubetraining.existing.AdaptedGuide;
import kubetraining.existing.ClusterFacts;
import kubetraining.existing.ExistingCluster;
import kubetraining.existing.GuideNodes;
import kubetraining.existing.NodeFacts;
import kubetraining.existing.Right;
import kubetraining.guide.GuideFolder;
import kubetraining.host.Connections;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.remote.AtOnce;
import kubetraining.report.ProgressReport;

/**
 * Which nodes of a cluster that exists already are the guide's, and the guide for it.
 *
 * @param facts what there is in the cluster
 */
record ClusterGuide(TrainingConfig config, ExistingCluster opened, ClusterFacts facts) {
  private static final int KUBELET = 10_250;
  private static final int HTTPS = 443;
  private static final Duration LOOK = Duration.ofSeconds(3);

  /** Looks at the cluster, and changes nothing. */
  static ClusterGuide of(TrainingConfig config, ExistingCluster cluster) {
    return new ClusterGuide(config, cluster, ClusterFacts.of(cluster, manifests(config)));
  }

  /**
   * Sees that a run can begin there.
   *
   * @throws ConfigException naming what the account is not allowed to do
   */
  ClusterGuide requireAccount() {
    var missing =
        facts.missing().stream()
            .filter(right -> right.features().contains("run"))
            .map(Right::toString)
            .toList();
    if (!missing.isEmpty()) {
      throw new ConfigException(
          "the account %s of %s is not allowed to %s. A run needs that: it makes an account which only"
              + " looks, and removes it in the end. Name a kubeconfig of an account that is allowed to."
              + " What such a cluster has is shown all the same by './training look --kubeconfig %s'."
              + " Nothing was changed.",
          opened.account(), opened.server(), String.join(", ", missing), opened.kubeconfig());
    }
    return this;
  }

  private static Path manifests(TrainingConfig config) {
    return config.folders().project().resolve("manifests");
  }

  /** The project's manifests, with the guide's names. */
  Path manifests() {
    return manifests(config);
  }

  /** How it is known again. */
  ProgressReport.Cluster known() {
    return new ProgressReport.Cluster(
        facts.uid(), opened.caFingerprint(), facts.nodes().stream().map(NodeFacts::name).toList());
  }

  /** Writes the features and manifests for this cluster. */
  void write() {
    adapted().write(config.folders().project(), GuideFolder.adapted(config));
  }

  /** The guide with the names of this cluster. */
  AdaptedGuide adapted() {
    var nodes = nodes();
    var names = nodes.names();
    var node1 = nodes.named().get("node1");
    var reached = hosts().keySet();
    int port = URI.create(opened.server()).getPort();
    return new AdaptedGuide(
        names,
        nodes.hosts(),
        nodes.workers(),
        nodes.guestMilliCpu(),
        reached.contains("node1") ? node1.name() : node1.address(),
        port < 0 ? HTTPS : port,
        settings()
            .ssh()
            .map(each -> Workstation.there(each.user()))
            .orElseGet(
                () -> TypingPlaces.home(ExistingLabs.folder(config, facts.uid())).toString()),
        lacks(reached.containsAll(names.keySet())),
        facts.notSo(opened.version().equals(TrainingConfig.KUBERNETES)),
        opened.version(),
        settings().images());
  }

  /** Where nodes are reached by SSH, by the guide's names. */
  Map<String, InetSocketAddress> hosts() {
    return settings()
        .ssh()
        .map(ssh -> nodes().byGuideName(ssh.hosts(), ExistingSettings.HOSTS))
        .orElse(Map.of());
  }

  private ExistingSettings settings() {
    return config.existing().orElseThrow();
  }

  private Set<String> lacks(boolean machines) {
    var has =
        Map.of(
            AdaptedGuide.PROVIDER, false,
            AdaptedGuide.MACHINE, machines,
            AdaptedGuide.OWN_METRICS, facts.metrics().isEmpty(),
            AdaptedGuide.ROOM, facts.hasRoomForSpark(),
            AdaptedGuide.ANY_POD, !facts.isRestricted(),
            AdaptedGuide.CONTROL_PLANE, facts.hasControlPlane(),
            AdaptedGuide.SIZE, facts.nodes().stream().allMatch(NodeFacts::sized));
    return has.keySet().stream().filter(each -> !has.get(each)).collect(Collectors.toSet());
  }

  private GuideNodes nodes() {
    return GuideNodes.of(facts.nodes(), settings().nodes());
  }

  /** Those that this computer reaches. */
  Map<String, Machine> machines() {
    var nodes = nodes().named();
    var reached =
        AtOnce.each(
            nodes.keySet(),
            name -> name,
            name -> Connections.accepts(nodes.get(name).address(), KUBELET, LOOK));
    var machines = new LinkedHashMap<String, Machine>();
    nodes.forEach((name, node) -> machines.put(name, machine(node)));
    machines.keySet().removeIf(name -> !reached.get(name));
    return machines;
  }

  /** Whoever takes ordinary pods is a worker of the guide, even a control plane. */
  private static Machine machine(NodeFacts node) {
    var role = node.open() ? MachineRole.WORKER : MachineRole.CONTROL_PLANE;
    return new Machine(node.name(), role, node.name(), Optional.empty(), node.address());
  }
}
