package kubetraining.probe;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/**
 * Lists all that somebody made in a cluster, of every kind its API has, custom ones too.
 *
 * <p>Left aside is what the cluster makes and removes by itself: things that have an owner, events,
 * leases, addresses, and figures that are measured.
 */
public final class TracesProbe {
  private static final Set<String> BY_THE_CLUSTER =
      Set.of(
          "events",
          "leases",
          "endpoints",
          "endpointslices",
          "ipaddresses",
          "componentstatuses",
          "certificatesigningrequests",
          "controllerrevisions",
          "csinodes",
          "nodes");
  private static final Set<String> MEASURED_GROUPS = Set.of("metrics.k8s.io");
  private static final String TOKEN = "bootstrap.kubernetes.io/token";
  private final KubernetesClient client;

  public TracesProbe(KubernetesClient client) {
    this.client = client;
  }

  /** All there is now. */
  public ClusterTraces look() {
    var things = new TreeMap<String, String>();
    groupVersions().forEach(each -> addKinds(each, things));
    client.nodes().list().getItems().forEach(node -> addNode(node, things));
    return new ClusterTraces(things);
  }

  private Stream<String> groupVersions() {
    var named =
        client.getApiGroups().getGroups().stream()
            .filter(group -> !MEASURED_GROUPS.contains(group.getName()))
            .map(
                group ->
                    Optional.ofNullable(group.getPreferredVersion())
                        .map(GroupVersionForDiscovery::getGroupVersion)
                        .orElseThrow());
    return Stream.concat(Stream.of("v1"), named);
  }

  private void addKinds(String groupVersion, Map<String, String> things) {
    var resources = client.getApiResources(groupVersion);
    if (resources == null) {
      return; // the group was removed between the two looks
    }
    resources.getResources().stream()
        .filter(kind -> kind.getVerbs().contains("list") && !kind.getName().contains("/"))
        .filter(kind -> !BY_THE_CLUSTER.contains(kind.getName()))
        .forEach(kind -> addAll(groupVersion, kind, things));
  }

  private void addAll(String groupVersion, APIResource kind, Map<String, String> things) {
    int slash = groupVersion.indexOf('/');
    var context =
        new ResourceDefinitionContext.Builder()
            .withGroup(slash < 0 ? "" : groupVersion.substring(0, slash))
            .withVersion(groupVersion.substring(slash + 1))
            .withPlural(kind.getName())
            .withKind(kind.getKind())
            .withNamespaced(kind.getNamespaced())
            .build();
    list(context, kind).stream()
        .filter(each -> each.getMetadata().getOwnerReferences().isEmpty())
        .filter(each -> !TOKEN.equals(each.get("type")))
        .forEach(each -> things.put(name(kind, each), "there"));
  }

  private List<GenericKubernetesResource> list(
      ResourceDefinitionContext context, APIResource kind) {
    try {
      var all = client.genericKubernetesResources(context);
      return Boolean.TRUE.equals(kind.getNamespaced())
          ? all.inAnyNamespace().list().getItems()
          : all.list().getItems();
    } catch (KubernetesClientException e) {
      if (e.getCode() == 404 || e.getCode() == 405) {
        return List.of(); // a custom kind that was removed between the two looks
      }
      throw e;
    }
  }

  private static String name(APIResource kind, GenericKubernetesResource each) {
    String namespace = each.getMetadata().getNamespace();
    return Texts.of(
        "%s %s%s",
        kind.getKind(), namespace == null ? "" : namespace + "/", each.getMetadata().getName());
  }

  private static void addNode(Node node, Map<String, String> things) {
    String name = "Node " + node.getMetadata().getName();
    things.put(name, "there");
    node.getMetadata()
        .getAnnotations()
        .forEach((key, value) -> things.put(Texts.of("annotation %s of %s", key, name), value));
    node.getMetadata()
        .getLabels()
        .forEach((key, value) -> things.put(Texts.of("label %s of %s", key, name), value));
    node.getSpec()
        .getTaints()
        .forEach(taint -> things.put(Texts.of("taint %s of %s", taint.getKey(), name), "there"));
    things.put(
        "resources of " + name,
        Texts.of(
            "%s of %s CPUs",
            node.getStatus().getAllocatable().get("cpu"),
            node.getStatus().getCapacity().get("cpu")));
  }
}
