package kubetraining.existing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.component.ForeignObject;
import kubetraining.component.OurLabel;
import kubetraining.existing.ClusterFacts.Found;
import kubetraining.host.Texts;
import kubetraining.probe.CapacityProbe;

/**
 * Looks at a cluster for {@link ClusterFacts}, several things at a time. A look that fails is
 * noted, and fails nothing else.
 *
 * @param unread what could not be read, and why
 */
record FactsReader(KubernetesClient client, ExecutorService threads, Map<String, String> unread)
    implements AutoCloseable {
  private static final int AT_ONCE = 8;
  private static final int NOT_FOUND = 404;
  private static final String DEFAULT = "default";
  private static final String POD_SECURITY = "pod-security.kubernetes.io/enforce";
  private static final Pattern VIOLATED = Pattern.compile("violates PodSecurity \"(\\w+):");
  private static final String PLAIN_POD =
      """
      metadata: {generateName: look-}
      spec: {containers: [{name: look, image: "registry.k8s.io/pause:3.10"}]}
      """;
  private static final String SYSTEM = "kube-system";
  private static final String PROGRAMS =
      ".*(metrics-server|prometheus|grafana|kube-state-metrics|node-exporter|headlamp|dashboard|heat-scheduler).*";

  FactsReader(KubernetesClient client) {
    this(client, Executors.newFixedThreadPool(AT_ONCE), new ConcurrentSkipListMap<>());
  }

  ClusterFacts read(Path manifests) {
    var rooms = begin("pods in all namespaces", Map.<String, CapacityProbe.Room>of(), this::rooms);
    var nodes = list("nodes", client.nodes());
    var namespaces = list("namespaces", client.namespaces());
    var system =
        begin(
            "namespace " + SYSTEM,
            Optional.<Namespace>empty(),
            () -> Optional.ofNullable(client.namespaces().withName(SYSTEM).get()));
    var apps = client.apps();
    var daemons = list("daemonsets", apps.daemonSets().inAnyNamespace());
    var deployments = list("deployments", apps.deployments().inAnyNamespace());
    var sets = list("statefulsets", apps.statefulSets().inAnyNamespace());
    var pods = list("pods in default", client.pods().inNamespace(DEFAULT));
    var policies = policies();
    var quotas = list("quotas in default", client.resourceQuotas().inNamespace(DEFAULT));
    var ranges = list("limit ranges in default", client.limitRanges().inNamespace(DEFAULT));
    var found = each("names of the guide", GuideName.all(client, manifests), this::found);
    var missing = each("permissions", Right.all(), this::missing);
    var rules = begin("rules in default", ClusterFacts.UNREAD, this::rules);
    var tried = begin("a pod that is only tried", Optional.<String>empty(), this::standard);
    return new ClusterFacts(
        system.get().map(each -> each.getMetadata().getUid()).orElse(ClusterFacts.UNREAD),
        nodes.get().stream()
            .map(node -> NodeFacts.of(node, rooms.get()))
            .sorted(NodeFacts.ORDER)
            .toList(),
        daemons.get().stream().map(FactsReader::name).toList(),
        network(daemons.get()),
        present(found).distinct().toList(),
        programs(all(Stream.of(daemons, deployments, sets)), pods.get()),
        podSecurity(namespaces.get(), tried.get()),
        all(policies).map(FactsReader::words).toList(),
        all(Stream.of(quotas, ranges)).map(FactsReader::words).toList(),
        rules.get(),
        present(missing).toList(),
        Map.copyOf(unread));
  }

  private Stream<Supplier<? extends List<? extends HasMetadata>>> policies() {
    var admission = client.admissionRegistration().v1();
    return Stream.of(
        list("admission policies", admission.validatingAdmissionPolicies()),
        list("validating webhooks", admission.validatingWebhookConfigurations()),
        list("mutating webhooks", admission.mutatingWebhookConfigurations()));
  }

  private static List<String> programs(Stream<HasMetadata> workloads, List<Pod> pods) {
    return Stream.concat(
            workloads.filter(each -> name(each).matches(PROGRAMS)),
            pods.stream().filter(each -> name(each).startsWith("spark-")))
        .map(FactsReader::owned)
        .toList();
  }

  /**
   * Begins a look, and gives what waits for what it sees.
   *
   * @param what is looked at, as in {@code nodes}
   * @param otherwise what it is if it cannot be read, or if this cluster does not have that
   */
  private <T> Supplier<T> begin(String what, T otherwise, Supplier<T> look) {
    return CompletableFuture.supplyAsync(() -> seen(what, otherwise, look), threads)::join;
  }

  private <T> T seen(String what, T otherwise, Supplier<T> look) {
    try {
      return look.get();
    } catch (KubernetesClientException e) {
      if (e.getCode() != NOT_FOUND) {
        unread.put(what, e.getCode() == 0 ? "no answer" : "status " + e.getCode());
      }
    } catch (RuntimeException e) {
      unread.put(what, "an answer that is not understood: " + e);
    }
    return otherwise;
  }

  private <T extends HasMetadata> Supplier<List<T>> list(
      String what, Listable<? extends KubernetesResourceList<T>> all) {
    return begin(what, List.of(), () -> all.list().getItems());
  }

  private <T, V> List<Supplier<Optional<V>>> each(
      String what, Stream<T> all, Function<T, Optional<V>> look) {
    return all.map(each -> begin(what, Optional.<V>empty(), () -> look.apply(each))).toList();
  }

  private static <V> Stream<V> present(List<Supplier<Optional<V>>> looks) {
    return looks.stream().map(Supplier::get).flatMap(Optional::stream);
  }

  private static Stream<HasMetadata> all(
      Stream<? extends Supplier<? extends List<? extends HasMetadata>>> looks) {
    return looks.flatMap(each -> each.get().stream());
  }

  private Map<String, CapacityProbe.Room> rooms() {
    return new CapacityProbe(client)
        .rooms().stream().collect(Collectors.toMap(CapacityProbe.Room::node, room -> room));
  }

  private Optional<Found> found(GuideName name) {
    return Optional.ofNullable(client.resource(name.object()).get())
        .map(
            there -> {
              var foreign = ForeignObject.of(there);
              boolean ours = OurLabel.isOn(there);
              return new Found(name.features(), foreign.what(), foreign.whose(), ours);
            });
  }

  private Optional<Right> missing(Right right) {
    return right.isGranted(client) ? Optional.empty() : Optional.of(right);
  }

  private String rules() {
    var review =
        new SelfSubjectRulesReviewBuilder().withNewSpec().withNamespace(DEFAULT).endSpec().build();
    var status = client.authorization().v1().selfSubjectRulesReview().create(review).getStatus();
    var rules = status.getResourceRules();
    boolean everything = rules.stream().anyMatch(FactsReader::isEverything);
    String more = Boolean.TRUE.equals(status.getIncomplete()) ? " and others" : "";
    return everything ? "everything" : Texts.of("what %d rules say%s", rules.size(), more);
  }

  private static boolean isEverything(ResourceRule rule) {
    return Stream.of(rule.getVerbs(), rule.getApiGroups(), rule.getResources())
        .allMatch(each -> each.contains("*"));
  }

  private static String network(List<? extends HasMetadata> daemons) {
    var networks = Texts.properties(Tables.class, "networks.properties");
    return daemons.stream()
        .map(FactsReader::name)
        .flatMap(name -> networks.stringPropertyNames().stream().filter(name::contains))
        .map(networks::getProperty)
        .sorted()
        .findFirst()
        .orElse("unknown");
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }

  private static String words(HasMetadata object) {
    return object.getKind() + " " + name(object);
  }

  private static String owned(HasMetadata object) {
    var foreign = ForeignObject.of(object);
    String whose = OurLabel.isOn(object) ? "of this training" : foreign.whose();
    return Texts.of("%s: %s", foreign.what(), whose);
  }

  /** What refuses a plain pod may be set for all namespaces, in a file of the API server. */
  private Optional<String> standard() {
    var plain = Serialization.unmarshal(PLAIN_POD, Pod.class);
    try {
      client.pods().inNamespace(DEFAULT).resource(plain).dryRun().create();
      return Optional.empty();
    } catch (KubernetesClientException e) {
      var violated = VIOLATED.matcher(String.valueOf(e.getMessage()));
      return violated.find() ? Optional.of(DEFAULT + ": " + violated.group(1)) : Optional.empty();
    }
  }

  private static List<String> podSecurity(List<Namespace> all, Optional<String> tried) {
    return Stream.concat(all.stream().flatMap(FactsReader::podSecurity), tried.stream())
        .distinct()
        .toList();
  }

  private static Stream<String> podSecurity(Namespace namespace) {
    var labels = Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of());
    return Stream.ofNullable(labels.get(POD_SECURITY)).map(level -> name(namespace) + ": " + level);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
