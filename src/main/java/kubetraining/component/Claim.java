package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name that commands of the guide give to what they make without a manifest; or a kind, of which
 * the trainee may make what has another name.
 *
 * @param namespace null for a kind that is in none
 * @param name null for anything of the kind that the trainee makes, by mistake or otherwise
 */
public record Claim<T extends HasMetadata>(
    Class<T> kind, @Nullable String namespace, @Nullable String name) {
  /** A name in the whole cluster. */
  public static <T extends HasMetadata> Claim<T> of(Class<T> kind, String name) {
    return new Claim<>(kind, null, name);
  }

  /** A name in one namespace. */
  public static <T extends HasMetadata> Claim<T> in(String namespace, Class<T> kind, String name) {
    return new Claim<>(kind, namespace, name);
  }

  /** Whatever appears of this kind in one namespace, while the trainee types. */
  public static <T extends HasMetadata> Claim<T> typedIn(String namespace, Class<T> kind) {
    return new Claim<>(kind, namespace, null);
  }

  /** Whatever appears of this kind in the whole cluster, while the trainee types. */
  public static <T extends HasMetadata> Claim<T> typed(Class<T> kind) {
    return new Claim<>(kind, null, null);
  }

  /** The same of any name. */
  Claim<T> ofAnyName() {
    return new Claim<>(kind, namespace, null);
  }

  /** Those of some objects that it is about. */
  List<T> among(List<? extends HasMetadata> all) {
    return all.stream().filter(this::isAbout).map(kind::cast).toList();
  }

  /** Whether an object of the kind has the name. */
  boolean isAbout(HasMetadata object) {
    return name == null || name.equals(object.getMetadata().getName());
  }

  /** All of the kind, whatever their names. */
  FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> all(KubernetesClient client) {
    var all = client.resources(kind);
    return namespace == null ? all : all.inNamespace(namespace);
  }
}
