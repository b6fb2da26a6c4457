package kubetraining.component;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Gettable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a cluster holds at one moment; each kind, and each object of a manifest, is asked for when
 * it is needed, and once.
 */
final class Lists {
  private final KubernetesClient client;
  private final Map<Claim<?>, List<? extends HasMetadata>> seen = new ConcurrentHashMap<>();
  private final Map<String, Optional<? extends HasMetadata>> objects = new ConcurrentHashMap<>();
  private final Map<String, List<APIResource>> kinds = new ConcurrentHashMap<>();
  private final long since = System.nanoTime();

  /** Nothing seen yet. */
  Lists(KubernetesClient client) {
    this.client = client;
  }

  KubernetesClient client() {
    return client;
  }

  /** Whether nothing in it was asked for longer ago. */
  boolean isNewerThan(Duration age) {
    return System.nanoTime() - since < age.toNanos();
  }

  /** All of a kind, whatever their names. */
  List<? extends HasMetadata> of(Claim<?> kind) {
    return seen.computeIfAbsent(kind, each -> each.all(client).list().getItems());
  }

  /** What has the name of an object; empty if nothing has, or if there is no such kind. */
  Optional<? extends HasMetadata> of(HasMetadata object) {
    return objects.computeIfAbsent(
        object.getApiVersion() + " " + ManifestComponent.fullName(object),
        name -> to(object).map(Gettable::get));
  }

  /**
   * The way to an object; empty if the cluster has no such kind, and so no such object. Left alone
   * the client would ask for all kinds of all groups for each object of a kind that it does not
   * know by itself, which takes a second.
   */
  Optional<Resource<? extends HasMetadata>> to(HasMetadata object) {
    if (!(object instanceof GenericKubernetesResource custom)) {
      return Optional.of(client.resource(object));
    }
    String in = custom.getMetadata().getNamespace();
    return kind(custom)
        .map(client::genericKubernetesResources)
        .map(all -> in == null ? all.resource(custom) : all.inNamespace(in).resource(custom));
  }

  private Optional<ResourceDefinitionContext> kind(GenericKubernetesResource object) {
    return kinds.computeIfAbsent(object.getApiVersion(), this::kinds).stream()
        .filter(kind -> kind.getKind().equals(object.getKind()) && !kind.getName().contains("/"))
        .findFirst()
        .map(kind -> ResourceDefinitionContext.fromApiResource(object.getApiVersion(), kind));
  }

  private List<APIResource> kinds(String version) {
    return Optional.ofNullable(client.getApiResources(version))
        .map(APIResourceList::getResources)
        .orElse(List.of());
  }
}
