package kubetraining.component;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.cluster.TrainingCluster;
import kubetraining.host.Texts;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Waits;

/** Prometheus, kept by the Prometheus Operator, and what tells it about nodes and objects. */
public final class Monitoring implements Component {
  /** The namespace in which all of it lives. */
  public static final String NAMESPACE = "monitoring";

  /** What the operator names the StatefulSet of our Prometheus. */
  public static final String PROMETHEUS = "prometheus-training";

  private static final String GROUP = "monitoring.coreos.com";
  private static final List<String> KINDS =
      List.of("prometheuses", "prometheusrules", "servicemonitors", "podmonitors", "probes");
  private final KubernetesClient client;
  private final RemoteShell node1;
  private final Waits waits;
  private final ManifestSet manifests;
  private final Ledger ledger;
  private final Duration limit;

  /**
   * A component.
   *
   * @param ledger knows whose kinds of the operator are there
   * @param manifests the folder {@code manifests} of the project
   * @param limit the longest that installing, or removing, may take
   */
  public Monitoring(TrainingCluster cluster, Ledger ledger, Path manifests, Duration limit) {
    this(cluster.client(), cluster.shell("node1"), cluster.waits(), ledger, manifests, limit);
  }

  Monitoring(
      KubernetesClient client,
      RemoteShell node1,
      Waits waits,
      Ledger ledger,
      Path manifests,
      Duration limit) {
    this.client = client;
    this.node1 = node1;
    this.waits = waits;
    this.manifests = ManifestSet.of(client, waits, manifests.resolve("02-monitoring"));
    this.ledger = ledger;
    this.limit = limit;
  }

  @Override
  public String name() {
    return "Prometheus";
  }

  @Override
  public List<ForeignObject> inTheWay() {
    return Stream.concat(
            manifests.inTheWay().stream(),
            kinds().filter(each -> !ledger.isOurs(each)).map(ForeignObject::of))
        .toList();
  }

  /** Returns when Prometheus and all that it asks are ready. */
  @Override
  public void install() {
    NotOursException.throwIfAny(inTheWay());
    define();
    manifests.apply();
    manifests.awaitReady(limit);
    var pods = new PodProbe(client);
    var patience = new PodPatience();
    waits
        .upTo(limit)
        .see(
            "Prometheus to be ready",
            this::prometheus,
            WorkloadState::ready,
            seen -> patience.lost(pods.in(NAMESPACE)));
  }

  @Override
  public void beginRemoval() {
    manifests.beginRemoval();
  }

  /** Its namespace takes everything with it that the operator made, and Grafana. */
  @Override
  public void remove() {
    manifests.remove(limit);
    ours().forEach(each -> client.resource(each).delete());
    waits
        .upTo(limit)
        .see(
            "the operator's kinds to be gone",
            () -> ours().map(Monitoring::plural).toList(),
            List::isEmpty);
  }

  // The files are those of the operator's own release, laid on node1; they are large.
  private void define() {
    if (kinds().map(Monitoring::plural).toList().containsAll(KINDS)) {
      return;
    }
    String files =
        KINDS.stream()
            .map(kind -> Texts.of("--filename training-crds/%s_%s.yaml", GROUP, kind))
            .collect(Collectors.joining(" "));
    var unused =
        node1.mustRun(
            Texts.of(
                "kubectl apply --server-side %1$s && kubectl wait --for=condition=Established --timeout=%2$ds %1$s",
                files, limit.toSeconds()),
            limit.multipliedBy(2));
  }

  // The commands of the guide take them from the files of the operator, without our label.
  private Stream<CustomResourceDefinition> kinds() {
    return KINDS.stream()
        .map(kind -> Claim.of(CustomResourceDefinition.class, kind + "." + GROUP))
        .flatMap(claim -> ledger.look(client, claim).stream());
  }

  private Stream<CustomResourceDefinition> ours() {
    return kinds().filter(ledger::isOurs);
  }

  private static String plural(CustomResourceDefinition definition) {
    return definition.getSpec().getNames().getPlural();
  }

  private WorkloadState prometheus() {
    var set = client.apps().statefulSets().inNamespace(NAMESPACE).withName(PROMETHEUS).get();
    return set == null ? WorkloadState.notSeen("StatefulSet " + PROMETHEUS) : WorkloadState.of(set);
  }
}
