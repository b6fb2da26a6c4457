package kubetraining.component;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The annotation that says how warm a node is.
 *
 * @param ledger knows on which nodes it is ours
 */
public record NodeTemperatures(KubernetesClient client, Ledger ledger) {
  public static final String ANNOTATION = "nerdalize/temp";

  /** Those that somebody else has given to nodes. From now on all others are ours. */
  List<ForeignObject> inTheWay() {
    var foreign = new ArrayList<ForeignObject>();
    for (Node node : nodes()) {
      String name = node.getMetadata().getName();
      if (temperature(node) == null || ledger.has(key(node))) {
        ledger.enterUntilClosed(key(node), Texts.of("%s of %s", ANNOTATION, name));
      } else {
        foreign.add(object(name));
      }
    }
    return foreign;
  }

  /** Those that are ours. */
  List<ForeignObject> remains() {
    return ours().map(NodeTemperatures::object).toList();
  }

  /** The nodes that have one of ours. */
  private Stream<String> ours() {
    return nodes().stream()
        .filter(node -> ledger.has(key(node)) && temperature(node) != null)
        .map(node -> node.getMetadata().getName());
  }

  private List<Node> nodes() {
    var all = Claim.typed(Node.class);
    return all.among(ledger.now(client).of(all));
  }

  private static ForeignObject object(String node) {
    return new ForeignObject(
        Texts.of("the annotation %s of %s", ANNOTATION, node),
        "nothing says who owns it",
        new ForeignObject.Cure("kubectl annotate nodes %s " + ANNOTATION + "-", node));
  }

  /** Takes every temperature away that is ours. */
  public void clear() {
    String patch = Texts.of("{\"metadata\":{\"annotations\":{\"%s\":null}}}", ANNOTATION);
    // No edit: it would be refused when a kubelet has written to its node since it was read.
    var merge = PatchContext.of(PatchType.JSON_MERGE);
    ours().forEach(node -> client.nodes().withName(node).patch(merge, patch));
  }

  private static String key(Node node) {
    return "temperature/" + node.getMetadata().getUid();
  }

  private static @Nullable String temperature(Node node) {
    return node.getMetadata().getAnnotations().get(ANNOTATION);
  }
}
