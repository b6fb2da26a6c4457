package kubetraining.probe;

import static io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext.fromApiResource;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.probe.ClusterTraces.Thing;
import org.jspecify.annotations.Nullable;

/**
 * Lists all that somebody made in a cluster, of every kind that its API has in any version, custom
 * ones too, with what it says.
 *
 * <p>Left out are events, addresses, and metrics. What a controller makes of something that is
 * listed itself may come and go; of it only the pods are compared, while they last.
 */
public final class TracesProbe {
  private static final Set<String> BY_THE_CLUSTER =
      Set.of("events", "endpoints", "endpointslices", "ipaddresses", "componentstatuses");
  private static final Set<String> MEASURED_GROUPS = Set.of("metrics.k8s.io");

  /** What controllers of the cluster make, by its kind, and of what. */
  private static final Map<String, Set<String>> MADE_OF =
      Map.of(
          "Pod",
          Set.of("ReplicaSet", "ReplicationController", "DaemonSet", "StatefulSet", "Job"),
          "ReplicaSet",
          Set.of("Deployment"),
          "Job",
          Set.of("CronJob"),
          "ControllerRevision",
          Set.of("DaemonSet", "StatefulSet"),
          "Lease",
          Set.of("Node"),
          "CSINode",
          Set.of("Node"));

  private static final String TOKEN = "bootstrap.kubernetes.io/token";
  private static final List<String> KUBELETS = List.of("system:node:", "system:bootstrap:");
  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final Duration WHILE = Duration.ofSeconds(20);
  private final Supplier<KubernetesClient> client;
  // The kinds of the cluster's own groups do not change; it would take a request for each group.
  private final Map<String, List<APIResource>> own = new HashMap<>();
  // As of the last look, by the names of kinds.
  private final Map<String, ResourceDefinitionContext> listed = new HashMap<>();
  private Set<String> alive = Set.of();
  private @Nullable ClusterTraces last;
  private long lookedAt;

  /**
   * A probe that is kept for as long as the cluster is.
   *
   * @param client asked at each look
   */
  public TracesProbe(Supplier<KubernetesClient> client) {
    this.client = client;
  }

  /** All there was a moment ago, if somebody looked then; otherwise what there is now. */
  public ClusterTraces recent() {
    return recentAfter(lookedAt);
  }

  /**
   * As above, from a look that has come after an event.
   *
   * @param event when it was, by {@link System#nanoTime}
   */
  public ClusterTraces recentAfter(long event) {
    var seen = last;
    boolean counts = lookedAt - event >= 0 && !isOlderThan(MOMENT);
    return seen != null && counts ? seen : look();
  }

  private boolean isOlderThan(Duration age) {
    return System.nanoTime() - lookedAt >= age.toNanos();
  }

  /**
   * What there is, for a comparison with before: as above; but for a while, as long as something
   * differs that did at the last look, nothing else is looked at.
   */
  public ClusterTraces recentAfter(long event, ClusterTraces before) {
    var seen = last;
    var changes = seen == null ? Set.<String>of() : seen.changes(before).keySet();
    if (seen == null || changes.isEmpty() || isOlderThan(WHILE)) {
      return recentAfter(event);
    }
    var again = again(seen, changes.stream().map(TracesProbe::kind).distinct().toList());
    return again.since(before).isEmpty() ? look() : again;
  }

  private ClusterTraces again(ClusterTraces seen, List<String> some) {
    var things = new TreeMap<>(seen.things());
    things.keySet().removeIf(name -> some.contains(kind(name)));
    some.stream()
        .flatMap(each -> Optional.ofNullable(listed.get(each)).stream())
        .forEach(kind -> list(kind).forEach(each -> things.put(name(kind, each), trace(each))));
    return new ClusterTraces(things);
  }

  /** All there is now. */
  public ClusterTraces look() {
    last = null;
    var seen = seen();
    lookedAt = System.nanoTime();
    last = seen;
    return seen;
  }

  private ClusterTraces seen() {
    var found = new TreeMap<String, GenericKubernetesResource>();
    listed.clear();
    addKinds(List.of("v1"), found);
    client.get().getApiGroups().getGroups().stream()
        .filter(group -> !MEASURED_GROUPS.contains(group.getName()))
        .forEach(group -> addKinds(versions(group), found));
    alive =
        found.values().stream()
            .map(each -> each.getMetadata().getUid())
            .collect(Collectors.toCollection(HashSet::new));
    var things = new TreeMap<String, ClusterTraces.Trace>();
    found.forEach((name, object) -> things.put(name, trace(object)));
    return new ClusterTraces(things);
  }

  /** All versions of a group, the preferred one first. */
  private static List<String> versions(APIGroup group) {
    return Stream.concat(
            Optional.ofNullable(group.getPreferredVersion()).stream(), group.getVersions().stream())
        .map(GroupVersionForDiscovery::getGroupVersion)
        .distinct()
        .toList();
  }

  /** Each kind in the first version that serves it. */
  private void addKinds(List<String> groupVersions, Map<String, GenericKubernetesResource> found) {
    var served = new LinkedHashMap<String, ResourceDefinitionContext>();
    for (String groupVersion : groupVersions) {
      kinds(groupVersion).stream()
          .filter(kind -> kind.getVerbs().contains("list") && !kind.getName().contains("/"))
          .filter(kind -> !BY_THE_CLUSTER.contains(kind.getName()))
          .forEach(kind -> served.putIfAbsent(kind.getName(), fromApiResource(groupVersion, kind)));
    }
    for (var kind : served.values()) {
      listed.put(name(kind.getKind(), kind.getGroup()), kind);
      list(kind).forEach(each -> found.put(name(kind, each), each));
    }
  }

  private List<APIResource> kinds(String groupVersion) {
    var known = own.get(groupVersion);
    if (known != null) {
      return known;
    }
    // Empty if it was removed between the two looks.
    var kinds =
        Optional.ofNullable(client.get().getApiResources(groupVersion))
            .map(APIResourceList::getResources)
            .orElse(List.of());
    if (!kinds.isEmpty() && !isCustom(groupVersion.split("/")[0])) {
      own.put(groupVersion, kinds);
    }
    return kinds;
  }

  private List<GenericKubernetesResource> list(ResourceDefinitionContext kind) {
    try {
      var all = client.get().genericKubernetesResources(kind);
      var list = kind.isNamespaceScoped() ? all.inAnyNamespace().list() : all.list();
      list.getItems().forEach(each -> each.setKind(kind.getKind()));
      return list.getItems();
    } catch (KubernetesClientException e) {
      if (e.getCode() == 404
          || e.getCode() == 405
          || (e.getCode() == 403 && isCustom(kind.getGroup()))) {
        return List.of(); // removed between the two looks, or hidden; its definition is seen
      }
      throw e;
    }
  }

  private static boolean isCustom(String group) {
    return group.contains(".") && !group.endsWith(".k8s.io");
  }

  private static String name(ResourceDefinitionContext kind, GenericKubernetesResource each) {
    return name(kind.getKind(), kind.getGroup(), each.getMetadata());
  }

  /** The name that an object has among {@link ClusterTraces}. */
  public static String name(HasMetadata object) {
    String version = object.getApiVersion();
    String group = version.substring(0, Math.max(0, version.indexOf('/')));
    return name(object.getKind(), group, object.getMetadata());
  }

  /** As kubectl says it: of a group that has a domain, with the group. */
  private static String name(String kind, String group) {
    return group.contains(".") ? kind + "." + group : kind;
  }

  private static String name(String kind, String group, ObjectMeta meta) {
    return new Thing(name(kind, group), meta.getNamespace(), meta.getName()).toString();
  }

  private static String kind(String name) {
    return Thing.of(name).kind();
  }

  private ClusterTraces.Trace trace(GenericKubernetesResource object) {
    var made = MADE_OF.getOrDefault(object.getKind(), Set.of());
    var makers =
        object.getMetadata().getOwnerReferences().stream()
            .filter(owner -> made.contains(owner.getKind()))
            // A kubelet signs its own lease alone, and does not call itself its controller.
            .filter(
                owner ->
                    owner.getKind().equals("Node") || Boolean.TRUE.equals(owner.getController()))
            .toList();
    boolean byKubelet = isOfKubelet(object);
    boolean comes = byKubelet || makers.stream().anyMatch(owner -> alive.contains(owner.getUid()));
    boolean goes =
        !makers.isEmpty() || passes(object) || object.getMetadata().getDeletionTimestamp() != null;
    boolean compared = makers.isEmpty() || "Pod".equals(object.getKind());
    return new ClusterTraces.Trace(compared ? TraceFields.of(object) : Map.of(), comes, goes);
  }

  /** What the cluster deletes when its time is over. */
  private static boolean passes(GenericKubernetesResource object) {
    return "CertificateSigningRequest".equals(object.getKind())
        || TOKEN.equals(object.getAdditionalProperties().get("type"));
  }

  private static boolean isOfKubelet(GenericKubernetesResource object) {
    return "CertificateSigningRequest".equals(object.getKind())
        && object.<Object>get("spec", "username") instanceof String name
        && KUBELETS.stream().anyMatch(name::startsWith);
  }
}
