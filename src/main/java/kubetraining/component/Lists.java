package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a cluster holds at one moment; each kind is asked for when it is needed, and once. */
record Lists(KubernetesClient client, Map<Claim<?>, List<? extends HasMetadata>> seen) {
  /** Nothing seen yet. */
  static Lists now(KubernetesClient client) {
    return new Lists(client, new HashMap<>());
  }

  /** All of a kind, whatever their names. */
  List<? extends HasMetadata> of(Claim<?> kind) {
    return seen.computeIfAbsent(kind, each -> each.all(client).list().getItems());
  }
}
