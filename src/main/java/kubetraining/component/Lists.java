package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Gettable;
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
  private final ObjectAccess access;
  private final Map<Claim<?>, List<? extends HasMetadata>> seen = new ConcurrentHashMap<>();
  private final Map<String, Optional<? extends HasMetadata>> objects = new ConcurrentHashMap<>();
  private final long since = System.nanoTime();

  /** Nothing seen yet. */
  Lists(KubernetesClient client) {
    this.client = client;
    this.access = new ObjectAccess(client);
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
        name -> access.to(object).map(Gettable::get));
  }
}
