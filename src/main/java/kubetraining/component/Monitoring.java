package kubetraining.component;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.cluster.TrainingCluster;
import kubetraining.host.Texts;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;

/** Prometheus, kept by the Prometheus Operator, and what tells it about nodes and objects. */
public final class Monitoring extends ManifestComponent {
  /** The namespace in which all of it lives. */
  public static final String NAMESPACE = "monitoring";

  /** What the operator names the StatefulSet of our Prometheus. */
  public static final String PROMETHEUS = "prometheus-training";

  private static final String FOLDER = "02-monitoring";
  private static final String GROUP = "monitoring.coreos.com";
  private static final List<String> KINDS =
      List.of("prometheuses", "prometheusrules", "servicemonitors", "podmonitors", "probes");

  /**
   * A component.
   *
   * @param ledger knows whose kinds of the operator are there
   * @param manifests the folder {@code manifests} of the project
   * @param limit the longest that installing, or removing, may take
   */
  public Monitoring(TrainingCluster cluster, Ledger ledger, Path manifests, Duration limit) {
    super(cluster, ledger, "Prometheus", manifests, FOLDER, limit);
  }

  @Override
  public List<ForeignObject> inTheWay() {
    return Stream.concat(
            super.inTheWay().stream(),
            kinds().filter(each -> !ledger.isOurs(each)).map(ForeignObject::of))
        .toList();
  }

  @Override
  public List<ForeignObject> remains() {
    return Stream.concat(super.remains().stream(), ours().map(ForeignObject::of)).toList();
  }

  /** The kinds come from the files of the operator's own release; they are large. */
  @Override
  public String commands() {
    String files = each("--filename %2$s_%1$s.yaml");
    String kinds = each("crd/%s.%s");
    return Texts.of(
        """
        cd ~/training-crds
        kubectl apply --server-side %s
        kinds="%s"
        kubectl wait --for=jsonpath='{.status.conditions[0].type}' --timeout=60s $kinds
        kubectl wait --for=condition=Established --timeout=60s $kinds
        kubectl apply --filename %s%s/\
        """,
        files, kinds, HOME, FOLDER);
  }

  private static String each(String pattern) {
    return KINDS.stream().map(kind -> Texts.of(pattern, kind, GROUP)).collect(joining(" "));
  }

  /** Returns when Prometheus and all that it asks are ready. */
  @Override
  public void awaitReady() {
    super.awaitReady();
    var pods = new PodProbe(client);
    var patience = new PodPatience();
    var wait = cluster.waits().upTo(limit);
    wait.see(
        "Prometheus to be ready",
        this::prometheus,
        WorkloadState::ready,
        seen -> patience.lost(pods.in(NAMESPACE)));
  }

  /** Its namespace takes everything with it that the operator made, and Grafana. */
  @Override
  public void remove() {
    super.remove();
    ours().forEach(each -> client.resource(each).delete());
    awaitGone("the operator's kinds", () -> ours().map(Monitoring::plural));
  }

  // The commands of the guide take them from the files of the operator, without our label.
  private Stream<CustomResourceDefinition> kinds() {
    var names =
        KINDS.stream()
            .map(kind -> Claim.of(CustomResourceDefinition.class, kind + "." + GROUP))
            .toList();
    return ledger.look(ledger.now(client), names).stream()
        .map(CustomResourceDefinition.class::cast);
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
