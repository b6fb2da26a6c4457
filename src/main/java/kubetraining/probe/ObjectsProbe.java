package kubetraining.probe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/** Looks at the objects of a namespace as the API server holds them, as YAML. */
public record ObjectsProbe(KubernetesClient client) {

  /** The names of all namespaces. */
  public List<String> namespaces() {
    return client.namespaces().list().getItems().stream()
        .map(each -> each.getMetadata().getName())
        .sorted()
        .toList();
  }

  /** What people make and what is made of it. Of Secrets only that they are there. */
  public String yaml(String namespace) {
    var apps = client.apps();
    Stream<? extends HasMetadata> all =
        Stream.of(
                client.pods().inNamespace(namespace).list().getItems(),
                apps.deployments().inNamespace(namespace).list().getItems(),
                apps.replicaSets().inNamespace(namespace).list().getItems(),
                apps.daemonSets().inNamespace(namespace).list().getItems(),
                apps.statefulSets().inNamespace(namespace).list().getItems(),
                client.batch().v1().jobs().inNamespace(namespace).list().getItems(),
                client
                    .autoscaling()
                    .v2()
                    .horizontalPodAutoscalers()
                    .inNamespace(namespace)
                    .list()
                    .getItems(),
                client.services().inNamespace(namespace).list().getItems(),
                client.configMaps().inNamespace(namespace).list().getItems(),
                client.serviceAccounts().inNamespace(namespace).list().getItems(),
                client.rbac().roleBindings().inNamespace(namespace).list().getItems())
            .flatMap(List::stream);
    return written(all) + secrets(namespace);
  }

  /** The pods of a namespace that somebody may want to see. */
  public String pods(String namespace, Predicate<Pod> wanted) {
    return written(client.pods().inNamespace(namespace).list().getItems().stream().filter(wanted));
  }

  /** All nodes, with their conditions. */
  public String nodes() {
    return written(
        client.nodes().list().getItems().stream()
            .peek(
                node -> {
                  if (node.getStatus() != null) {
                    // Dozens of names a node, and the report has them once for all.
                    node.getStatus().setImages(null);
                  }
                }));
  }

  private String secrets(String namespace) {
    return client.secrets().inNamespace(namespace).list().getItems().stream()
        .map(
            each ->
                Texts.of(
                    "# Secret %s of type %s, its content is not kept\n",
                    each.getMetadata().getName(), each.getType()))
        .collect(Collectors.joining());
  }

  // The owners of fields fill pages and help no reader.
  private static String written(Stream<? extends HasMetadata> objects) {
    return objects
        .peek(each -> each.getMetadata().setManagedFields(null))
        .map(Serialization::asYaml)
        .collect(Collectors.joining());
  }
}
