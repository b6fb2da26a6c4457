package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A name that commands of the guide give to what they make without a manifest.
 *
 * @param namespace null for a kind that is in none
 */
public record Claim<T extends HasMetadata>(Class<T> kind, @Nullable String namespace, String name) {
  /** A name in the whole cluster. */
  public static <T extends HasMetadata> Claim<T> of(Class<T> kind, String name) {
    return new Claim<>(kind, null, name);
  }

  /** A name in one namespace. */
  public static <T extends HasMetadata> Claim<T> in(String namespace, Class<T> kind, String name) {
    return new Claim<>(kind, namespace, name);
  }

  Resource<T> to(KubernetesClient client) {
    var all = client.resources(kind);
    return namespace == null ? all.withName(name) : all.inNamespace(namespace).withName(name);
  }
}
