package kubetraining.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import kubetraining.host.Texts;
import kubetraining.lab.Lease;
import kubetraining.lab.Machine;
import kubetraining.progress.Progress;
import kubetraining.remote.AtOnce;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.LabFaultException;
import kubetraining.wait.Wait;
import kubetraining.wait.Waits;

/**
 * A cluster that runs: a client with all permissions, one that only looks, and a shell on each of
 * its machines. Requests are bounded; clients and shells are closed with it.
 *
 * @param machines node1 first
 * @param existedBefore whether others have made it, so that it may have its own of what the guide
 *     installs
 * @param isWatchedOnly whether nothing is changed through this, so that whatever has to go is
 *     somebody else's to remove
 * @param shells by names of machines
 * @param client to look by: its account may get, list and watch, ask about permissions, and read
 *     logs, and change nothing. The API server sees to that, and keeps a record
 * @param admin to act by: with all permissions
 */
public record TrainingCluster(
    List<Machine> machines,
    boolean existedBefore,
    boolean isWatchedOnly,
    Map<String, RemoteShell> shells,
    KubernetesClient client,
    KubernetesClient admin,
    Waits waits)
    implements AutoCloseable {
  TrainingCluster(Map<Machine, RemoteShell> opened, Path folder, Waits waits) {
    this(
        List.copyOf(opened.keySet()),
        false,
        false,
        new LinkedHashMap<>(),
        ClusterAccess.client(ClusterAccess.ofObserver(folder)),
        ClusterAccess.client(ClusterAccess.kubeconfig(folder)),
        waits);
    opened.forEach((machine, shell) -> shells.put(machine.name(), shell));
  }

  /**
   * A cluster that others have made, of which no machine is ours.
   *
   * @param shells places to type, by names of nodes
   * @param looks a client by an account that only looks
   * @param acts a client by the account that was given
   */
  public TrainingCluster(
      Map<String, RemoteShell> shells, KubernetesClient looks, KubernetesClient acts, Waits waits) {
    this(List.of(), true, false, shells, looks, acts, waits);
  }

  /** The same cluster for those who must not change it: what they try is refused. */
  public TrainingCluster handsOff() {
    return new TrainingCluster(machines, existedBefore, true, shells, client, client, waits);
  }

  /** Opens the shells of all machines at once; of one that fails those of the others are closed. */
  static Map<Machine, RemoteShell> open(
      List<Machine> machines, Function<Machine, RemoteShell> opener) {
    var opened = new ConcurrentLinkedQueue<RemoteShell>();
    try {
      return AtOnce.each(
          machines,
          Machine::name,
          machine -> {
            var shell = opener.apply(machine);
            opened.add(shell);
            return shell;
          });
    } catch (RuntimeException | Error e) {
      opened.forEach(RemoteShell::close);
      throw e;
    }
  }

  /**
   * A client by the account that only looks, for who needs nothing else of a cluster.
   *
   * @param folder the folder that the bootstrap was given
   */
  public static KubernetesClient looking(Path folder) {
    return ClusterAccess.client(ClusterAccess.ofObserver(folder));
  }

  /**
   * The cluster that an earlier run left on these machines, be it whole or not.
   *
   * @param folder the folder that the bootstrap was given
   * @param progress told what is awaited
   * @return empty if no bootstrap was finished from this folder; then one has to be run
   */
  public static Optional<TrainingCluster> connect(
      List<Machine> machines,
      Function<Machine, RemoteShell> shells,
      Path folder,
      Waits waits,
      Progress progress) {
    if (!ClusterAccess.isIn(folder)) {
      return Optional.empty();
    }
    progress.awaiting("an SSH connection to each machine");
    var opened = open(machines, shells);
    try {
      return Optional.of(new TrainingCluster(opened, folder, waits));
    } catch (RuntimeException e) {
      opened.values().forEach(RemoteShell::close);
      throw e;
    }
  }

  /**
   * Sees that each machine is a node, and is Ready within {@code limit}.
   *
   * @throws kubetraining.wait.WaitTimeoutException naming the nodes that are not
   */
  public void requireWhole(Duration limit, Progress progress) {
    // A node would be called Ready for a while yet, and then only "not Ready".
    AtOnce.on(
        shells.values(),
        shell -> {
          var seen = shell.run("systemctl show --property ActiveState --value kubelet", limit);
          if (seen.stdout().strip().matches("inactive|failed")) {
            throw new LabFaultException(
                Texts.of("the kubelet of %s to run", shell.machine()),
                Texts.of(
                    "it is %s; type: ./training ssh %s sudo systemctl start kubelet",
                    seen.stdout().strip(), shell.machine()));
          }
        });
    requireReady(limit, progress);
  }

  private void requireReady(Duration limit, Progress progress) {
    NodesReady.await(often(limit), client, machines, progress);
  }

  private Wait often(Duration limit) {
    return waits.ofLab().upTo(limit).every(Duration.ofMillis(200));
  }

  /**
   * What has to be done after the machines were started again. The API server still tells what
   * their kubelets said before that, so each has to report again.
   *
   * @param lease that of the machines from now on: those of an older release have none of their own
   */
  public void afterReboot(Duration limit, Lease lease, Progress progress) {
    progress.awaiting("every kubelet to report again");
    var before = awaitHeartbeats(limit, "the last heartbeats of", Map.of());
    awaitHeartbeats(limit, "new heartbeats of", before);
    requireReady(limit, progress);
    AtOnce.on(shells.values(), shell -> MachineLease.set(shell, lease, limit));
  }

  /** Sees that all machines power themselves off when their time is over. */
  public void requireLease(Lease lease, Duration limit) {
    AtOnce.on(shells.values(), shell -> MachineLease.ensure(shell, lease, limit));
  }

  private Map<String, ZonedDateTime> awaitHeartbeats(
      Duration limit, String what, Map<String, ZonedDateTime> before) {
    var names = machines.stream().map(Machine::name).toList();
    return often(limit)
        .see(
            Texts.of("%s %s nodes", what, machines.size()),
            this::heartbeats,
            now ->
                now.keySet().containsAll(names)
                    && names.stream().noneMatch(node -> now.get(node).equals(before.get(node))));
  }

  /** When each kubelet was last heard of; none if the API server does not answer. */
  private Map<String, ZonedDateTime> heartbeats() {
    try {
      var heard = new TreeMap<String, ZonedDateTime>();
      client.leases().inNamespace("kube-node-lease").list().getItems().stream()
          .filter(lease -> lease.getSpec().getRenewTime() != null)
          .forEach(it -> heard.put(it.getMetadata().getName(), it.getSpec().getRenewTime()));
      return heard;
    } catch (KubernetesClientException e) {
      return Map.of();
    }
  }

  /** The shell on a machine; it belongs to this cluster and is closed with it. */
  public RemoteShell shell(String machine) {
    var shell = shells.get(machine);
    if (shell == null) {
      throw new IllegalArgumentException(
          Texts.of("no machine '%s' in this lab; it has %s", machine, shells.keySet()));
    }
    return shell;
  }

  /**
   * Brings the guide's manifests on node1 up to date: those of a cluster that was kept may be old.
   *
   * @param manifests the folder of the project
   */
  public void refreshGuide(Path manifests, Duration limit) {
    GuideFiles.copyManifests(shell(machines.get(0).name()), manifests, limit);
  }

  /**
   * Gives machines that were bare what they do not have yet: that of sections which were not wanted
   * when they were kept, or that of another version of the recipes.
   */
  public void complete(BareMachines bare) {
    AtOnce.on(shells.values(), bare::everywhere);
    bare.images(shells.values());
    bare.onFirst(shell(machines.get(0).name()));
  }

  @Override
  public void close() {
    client.close();
    admin.close();
    shells.values().forEach(RemoteShell::close);
  }

  @Override
  public String toString() {
    return "cluster of " + shells.keySet();
  }
}
