package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.cluster.TrainingCluster;
import kubetraining.probe.ClusterTraces;
import kubetraining.probe.Yaml;
import kubetraining.wait.ToDoException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody else has in a cluster is never touched, whatever names it has. */
@EnableKubernetesMockClient(https = false, crud = true)
final class PlantedTest {
  private static final Path MANIFESTS = Path.of("manifests");
  private static final Duration LIMIT = Duration.ofMillis(700);
  private static final String ACCOUNT =
      "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: spark, namespace: default}\n";
  KubernetesClient client;
  KubernetesMockServer server;
  @TempDir Path folder;
  private final Waits waits = new Waits();
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = new Ledger(folder.resolve("ledger"));
  }

  @Test
  void aPrometheusInANamespaceOfTheSameName() {
    plant(
        """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: monitoring
          annotations: {meta.helm.sh/release-name: kps, meta.helm.sh/release-namespace: monitoring}
          labels: {app.kubernetes.io/managed-by: Helm}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: prometheus-training, namespace: monitoring}
        spec: {replicas: 1, selector: {matchLabels: {app: theirs}}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: prometheus-training-0, namespace: monitoring, labels: {app: theirs}}
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: prometheuses.monitoring.coreos.com}
        spec: {group: monitoring.coreos.com, names: {plural: prometheuses}}
        """);
    var before = all();
    var monitoring = new Monitoring(cluster(), ledger, MANIFESTS, LIMIT);

    assertThat(monitoring.inTheWay())
        .extracting(ForeignObject::toString)
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith(
                        "the namespace 'monitoring' (of the Helm release 'kps' in 'monitoring',"
                            + " managed by 'Helm'")
                    .contains("kubectl delete namespace/monitoring"))
        .anySatisfy(each -> assertThat(each).contains("'prometheuses.monitoring.coreos.com'"))
        .hasSize(2);
    monitoring.beginRemoval();
    monitoring.remove();

    assertThat(all()).isEqualTo(before);
  }

  @Test
  void aMetricsServer() {
    plant(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: metrics-server, namespace: kube-system, labels: {k8s-app: metrics-server}}
        spec: {replicas: 1, selector: {matchLabels: {app: metrics-server}}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: metrics-server-1, namespace: kube-system, labels: {app: metrics-server}}
        ---
        apiVersion: apiregistration.k8s.io/v1
        kind: APIService
        metadata: {name: v1beta1.metrics.k8s.io}
        spec: {group: metrics.k8s.io, version: v1beta1}
        """);
    var before = all();
    var server = metricsServer();

    assertThat(server.inTheWay())
        .extracting(ForeignObject::what)
        .containsExactly(
            "the deployment 'metrics-server' in 'kube-system'",
            "the apiservice 'v1beta1.metrics.k8s.io'");
    assertThat(ForeignObject.inWords(server.inTheWay()))
        .isEqualTo(
            "the deployment 'metrics-server' in 'kube-system', the"
                + " apiservice 'v1beta1.metrics.k8s.io' (created 0 min ago; if it can be deleted, type on"
                + " node1: kubectl delete deployment/metrics-server --namespace kube-system; kubectl delete"
                + " apiservice/v1beta1.metrics.k8s.io)");
    server.remove();

    assertThat(all()).isEqualTo(before);
  }

  @Test
  void podsThatAreCalledAfterSparkButForTheNamesOfTheGuide() {
    client.resource(pod("spark-mine", "")).create();
    var before = all();
    var traces = spark();

    assertThat(traces.inTheWay()).as("no name that the guide uses").isEmpty();
    String driver = uid(client.resource(pod("spark-pi-driver1", "")).create());
    client.resource(pod("spark-pi-1-exec-1", driver)).create();
    traces.remove();

    assertThat(all()).isEqualTo(before);
  }

  @Test
  void anAccountOfANameOfTheGuide() {
    plant(ACCOUNT);
    var before = all();
    var traces = spark();

    assertThat(traces.inTheWay())
        .extracting(ForeignObject::what)
        .containsExactly("the serviceaccount 'spark' in 'default'");
    traces.remove();

    assertThat(all()).isEqualTo(before);
  }

  @Test
  void whatAKilledRunHasMadeIsRemovedByTheNext() {
    assertThat(spark().inTheWay()).isEmpty();
    var driver = client.resource(pod("spark-pi-driver1", "")).create();
    awaitEntered(driver);

    var later = spark(new Ledger(folder.resolve("ledger")));

    assertThat(later.inTheWay()).isEmpty();
    later.remove();
    assertThat(all()).isEmpty();
  }

  @Test
  void whatTheTraineeTypesUnderAnotherNameIsOursAndWhatOthersMakeIsNot() {
    var traces = spark();
    assertThat(traces.inTheWay()).isEmpty();
    client.resource(pod("of-a-controller", "its-uid")).create();
    var typed = ledger.whileTyping(() -> client.resource(pod("sprak-pi", "")).create());
    awaitEntered(typed);
    traces.remove();

    assertThat(pods()).containsExactly("of-a-controller");
  }

  @Test
  void onAClusterOfOthersOnlyWhatTakesANameOfTheGuideIsOurs() {
    ledger.amongOthers();
    var traces = spark();
    assertThat(traces.inTheWay()).isEmpty();
    var typed =
        ledger.whileTyping(
            () -> {
              client.resource(pod("of-a-colleague", "")).create();
              return client.resource(pod("spark-pi-driver1", "")).create();
            });
    awaitEntered(typed);
    traces.remove();

    assertThat(pods()).containsExactly("of-a-colleague");
  }

  @Test
  void whatWasMadeSinceTheSectionBeganIsOursThoughNobodyWatched() {
    client.resource(pod("spark-pi-driver1", "")).create();
    plant(ACCOUNT);
    var trace = new ClusterTraces.Trace(Map.of(), false, false);
    ledger.since(new ClusterTraces(Map.of("ServiceAccount default/spark", trace)));

    assertThat(spark().inTheWay())
        .extracting(ForeignObject::what)
        .containsExactly("the serviceaccount 'spark' in 'default'");
    assertThat(spark().remains())
        .extracting(ForeignObject::what)
        .containsExactly("the pod 'spark-pi-driver1' in 'default'");
  }

  @Test
  void whatAppearsWhileNobodyTypesIsNot() {
    var quiet = new Ledger(folder.resolve("quiet"), Duration.ZERO);
    var traces = spark(quiet);
    assertThat(traces.inTheWay()).isEmpty();
    client.resource(pod("sprak-pi", "")).create();
    client.resource(pod("spark-pi-driver1", "")).create();
    traces.remove();

    assertThat(pods()).containsExactly("sprak-pi");
  }

  @Test
  void whatTakesANameOfAManifestLaterIsOursWithoutTheLabelToo() {
    var server = metricsServer();
    assertThat(server.inTheWay()).isEmpty();
    plant(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: metrics-server, namespace: kube-system}
        spec: {replicas: 1, selector: {matchLabels: {app: metrics-server}}}
        """);

    assertThat(server.inTheWay()).isEmpty();
    server.remove();

    assertThat(all()).isEmpty();
  }

  @Test
  void whereOnlyAPersonActsWhatIsLeftIsNamedAndStays() {
    var claims = List.of(Claim.in("default", Pod.class, "x"));
    var traces = new CommandTraces(cluster().handsOff(), ledger, "leftovers", claims, LIMIT);
    traces.remove();
    client.resource(pod("x", "")).create();

    var toDo = catchThrowableOfType(ToDoException.class, traces::remove);
    assertThat(toDo).hasMessageContaining("the pod 'x' in 'default'");
    assertThat(toDo.commands()).containsExactly("kubectl delete pod/x --namespace default");
    assertThat(pods()).containsExactly("x");
  }

  @Test
  void whatIsLeftIsFoundByOneListOfEachKind() {
    var claims =
        Stream.of("a", "b", "c").map(each -> Claim.in("default", Pod.class, each)).toList();
    var traces = new CommandTraces(cluster().handsOff(), ledger, "leftovers", claims, LIMIT);
    assertThat(traces.remains()).isEmpty();
    int before = server.getRequestCount();

    assertThat(traces.remains()).isEmpty();
    assertThat(server.getRequestCount() - before).as("pods, services, ConfigMaps").isEqualTo(3);
  }

  private List<String> pods() {
    return client.pods().inNamespace("default").list().getItems().stream()
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  private void awaitEntered(Pod pod) {
    waits
        .upTo(Duration.ofSeconds(5))
        .see("the ledger to know it", () -> ledger.isOurs(pod), Boolean::booleanValue);
  }

  private ManifestComponent metricsServer() {
    return new ManifestComponent(cluster(), ledger, "it", MANIFESTS, "metrics-server", LIMIT);
  }

  private TrainingCluster cluster() {
    return new TrainingCluster(Map.of(), client, client, waits);
  }

  private CommandTraces spark() {
    return spark(ledger);
  }

  private CommandTraces spark(Ledger entered) {
    return new CommandTraces(
        cluster(),
        entered,
        "Spark",
        List.of(
            Claim.in("default", Pod.class, "spark-pi-driver1"),
            Claim.in("default", ServiceAccount.class, "spark"),
            Claim.typedIn("default", Pod.class)),
        LIMIT);
  }

  private static Pod pod(String name, String owner) {
    return Yaml.of(
            "metadata: {name: %s, namespace: default, ownerReferences: [%s]}",
            name, owner.isEmpty() ? "" : "{uid: " + owner + "}")
        .as(Pod.class);
  }

  private void plant(String yaml) {
    client.resourceList(yaml).create();
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  /** Everything in the cluster, by UID, with its version. */
  private Map<String, String> all() {
    return Stream.<List<? extends HasMetadata>>of(
            client.namespaces().list().getItems(),
            client.pods().inAnyNamespace().list().getItems(),
            client.serviceAccounts().inAnyNamespace().list().getItems(),
            client.apps().statefulSets().inAnyNamespace().list().getItems(),
            client.apps().deployments().inAnyNamespace().list().getItems(),
            client.apiServices().list().getItems(),
            client.apiextensions().v1().customResourceDefinitions().list().getItems())
        .flatMap(List::stream)
        .collect(
            Collectors.toMap(PlantedTest::uid, each -> each.getMetadata().getResourceVersion()));
  }
}
