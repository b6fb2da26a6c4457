package kubetraining.component;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to an object, also to one of a kind that the client does not know by itself. Left alone
 * the client would ask for all kinds of all groups for each of these, which takes a second.
 */
final class ObjectAccess {
  private final KubernetesClient client;
  private final Map<String, List<APIResource>> kinds = new ConcurrentHashMap<>();

  /** Remembers which kinds there are; made again for each use, as kinds come and go. */
  ObjectAccess(KubernetesClient client) {
    this.client = client;
  }

  /** The way to an object; empty if the cluster has no such kind, and so no such object. */
  Optional<Resource<? extends HasMetadata>> to(HasMetadata object) {
    if (!(object instanceof GenericKubernetesResource custom)) {
      return Optional.of(client.resource(object));
    }
    return kind(custom)
        .map(client::genericKubernetesResources)
        .map(
            all ->
                custom.getMetadata().getNamespace() == null
                    ? all.resource(custom)
                    : all.inNamespace(custom.getMetadata().getNamespace()).resource(custom));
  }

  private Optional<ResourceDefinitionContext> kind(GenericKubernetesResource object) {
    String[] version = object.getApiVersion().split("/");
    return kinds.computeIfAbsent(object.getApiVersion(), this::kinds).stream()
        .filter(kind -> kind.getKind().equals(object.getKind()) && !kind.getName().contains("/"))
        .findFirst()
        .map(
            kind ->
                new ResourceDefinitionContext.Builder()
                    .withGroup(version[0])
                    .withVersion(version[version.length - 1])
                    .withKind(kind.getKind())
                    .withPlural(kind.getName())
                    .withNamespaced(kind.getNamespaced())
                    .build());
  }

  private List<APIResource> kinds(String version) {
    return Optional.ofNullable(client.getApiResources(version))
        .map(APIResourceList::getResources)
        .orElse(List.of());
  }
}
