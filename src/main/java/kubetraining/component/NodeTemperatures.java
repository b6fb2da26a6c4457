package kubetraining.component;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The annotation that says how warm a node is. */
public final class NodeTemperatures {
  public static final String ANNOTATION = "nerdalize/temp";
  private final KubernetesClient client;

  public NodeTemperatures(KubernetesClient client) {
    this.client = client;
  }

  /** Gives these nodes these temperatures, and takes that of all others away. */
  public void set(Map<String, String> temperatures) {
    for (Node node : client.nodes().list().getItems()) {
      String name = node.getMetadata().getName();
      String wanted = temperatures.get(name);
      if (!Objects.equals(node.getMetadata().getAnnotations().get(ANNOTATION), wanted)) {
        client.nodes().withName(name).edit(now -> with(now, wanted));
      }
    }
  }

  /** Takes every temperature away. */
  public void clear() {
    set(Map.of());
  }

  private static Node with(Node node, @Nullable String temperature) {
    var metadata = new NodeBuilder(node).editMetadata().removeFromAnnotations(ANNOTATION);
    if (temperature != null) {
      metadata.addToAnnotations(ANNOTATION, temperature);
    }
    return metadata.endMetadata().build();
  }
}
