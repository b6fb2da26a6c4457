package kubetraining.component;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
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
        patch(name, wanted);
      }
    }
  }

  /** Takes every temperature away. */
  public void clear() {
    set(Map.of());
  }

  // No edit: it would be refused when a kubelet has written to its node since it was read.
  private void patch(String node, @Nullable String temperature) {
    var patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").putObject("annotations").put(ANNOTATION, temperature);
    client.nodes().withName(node).patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
  }
}
