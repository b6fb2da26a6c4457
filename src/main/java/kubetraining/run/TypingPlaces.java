package kubetraining.run;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.cluster.TrainingCluster;
import kubetraining.component.KubeletCpuPolicy;
import kubetraining.component.KubeletDropIn;
import kubetraining.config.ExistingSettings;
import kubetraining.config.Limit;
import kubetraining.config.TrainingConfig;
import kubetraining.existing.AdaptedGuide;
import kubetraining.existing.ExistingCluster;
import kubetraining.guide.GuideFolder;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.remote.AtOnce;
import kubetraining.remote.RemoteShell;
import kubetraining.remote.SshConnector;
import kubetraining.run.TypingPlace.Lack;
import kubetraining.wait.Waits;

/**
 * Where the guide's commands are typed for a cluster that exists already: on machines that SSH
 * reaches, and otherwise on this computer.
 *
 * @param folder of the lab; the home lies in it
 * @param guide the guide for this cluster
 * @param hosts where nodes are reached by SSH, by the guide's names
 */
record TypingPlaces(
    TrainingConfig config,
    LabFolder folder,
    AdaptedGuide guide,
    Map<String, InetSocketAddress> hosts,
    Waits waits,
    Progress progress) {
  private static final String CHANGES_NODES =
      "it changes nodes of a cluster that is not ours; -Dlab.change-nodes=true allows it, and what is"
          + " changed is restored";
  private static final String THEIR_METRICS =
      "this cluster has a metrics API of somebody else, which is used, and stays";
  private static final Pattern NODE_CHANGES =
      Pattern.compile(
          "kubectl (annotate( --overwrite)?|label|taint|drain|cordon|uncordon) (nodes? )?|sudo (-n )?(?!cat |journalctl |sha256sum |test |cmp |sed ')");
  private static final KubeletCpuPolicy.Limits KUBELET =
      new KubeletCpuPolicy.Limits(
          Limit.COMMAND.duration(),
          Limit.NODE_DRAINED.duration(),
          Limit.KUBELET_WELL.duration(),
          Limit.KUBELET_HOLD.duration());

  static TypingPlaces of(
      TrainingConfig config, LabFolder folder, ClusterGuide guide, Waits waits, Progress progress) {
    return new TypingPlaces(config, folder, guide.adapted(), guide.hosts(), waits, progress);
  }

  private ExistingSettings settings() {
    return config.existing().orElseThrow();
  }

  /** What is not typed anywhere. */
  private List<Lack> held() {
    var held = new ArrayList<Lack>();
    if (!settings().changeNodes()) {
      held.add(new Lack(NODE_CHANGES, CHANGES_NODES));
    }
    if (guide.lacks().contains(AdaptedGuide.OWN_METRICS)) {
      held.add(Lack.of("kubectl (apply|create) .*[/ ]metrics-server", THEIR_METRICS));
    }
    return held;
  }

  /** The trainee's home on this computer. */
  static Path home(LabFolder folder) {
    return folder.path().resolve("home");
  }

  /**
   * A shell for each node; nobody can type in some of them.
   *
   * @param reached whether this computer reaches node1
   * @param wanted which files of the guide's machines are
   * @param undo is to remove what is brought to node1
   */
  Map<String, RemoteShell> open(
      boolean reached, ExistingCluster cluster, Wanted wanted, Teardown undo) {
    var shells = new LinkedHashMap<>(bySsh());
    var home = new Workstation(home(folder));
    var unused = RunArtifacts.install(config, Workstation.packages(), progress);
    home.layOut(
        GuideFolder.adapted(config).resolve("manifests"),
        RunArtifacts.open(config, wanted, progress).files(Workstation::takes),
        cluster.kubeconfig(),
        cluster.context());
    var typedOn = shells.get("node1");
    if (typedOn != null) {
      undo.push("remove the home on node1", () -> Workstation.leave(typedOn));
    }
    var node1 = typedOn == null ? here(home, reached) : home.openOn(typedOn, guide, held());
    shells.put("node1", node1);
    guide.nodes().keySet().forEach(node -> shells.putIfAbsent(node, TypingPlace.none(node, node1)));
    return shells;
  }

  private Map<String, RemoteShell> bySsh() {
    return settings().ssh().map(this::bySsh).orElse(Map.of());
  }

  private Map<String, RemoteShell> bySsh(ExistingSettings.Ssh ssh) {
    var connector =
        new SshConnector(ssh.user(), ssh.key(), folder.knownHosts(), waits, Limit.SSH.duration());
    return AtOnce.each(
        hosts.keySet(),
        node -> node,
        node -> {
          var shell = connector.connect(guide.nodes().get(node), hosts.get(node));
          return new TypingPlace(shell, "", guide::command, held());
        });
  }

  private RemoteShell here(Workstation home, boolean reached) {
    var lacks = new ArrayList<>(held());
    if (!reached) {
      String why = "this computer does not reach %s at %s";
      String node1 = guide.nodes().get("node1");
      lacks.add(Lack.of("http://node1:", Texts.of(why, node1, guide.door())));
    }
    return home.open(guide, waits, lacks);
  }

  /** Gives nodes that SSH reaches what a killed run has changed there, and removes its home. */
  void mend(KubernetesClient acting) {
    var shells = bySsh();
    try {
      mend(acting, shells);
    } finally {
      shells.values().forEach(RemoteShell::close);
    }
  }

  private void mend(KubernetesClient acting, Map<String, RemoteShell> shells) {
    var cluster = new TrainingCluster(shells, acting, acting, waits);
    var node1 = Optional.ofNullable(shells.get("node1"));
    for (String node : shells.keySet()) {
      if (!node.equals("node1") && settings().changeNodes()) {
        new KubeletDropIn(shells.get(node), Limit.COMMAND.duration(), false).remove();
        node1.ifPresent(kubectl -> KubeletCpuPolicy.on(cluster, node, KUBELET).remove());
      }
    }
    node1.ifPresent(Workstation::leave);
  }
}
