package kubetraining.steps;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.component.Component;
import kubetraining.config.Limit;
import kubetraining.run.TrainingRun;

/** What section 3 makes in the cluster, and its removal. */
final class SparkTraces implements Component {
  static final String NAMESPACE = "default";
  static final String ACCOUNT = "spark";
  static final String BINDING = "spark-role";
  private static final String PREFIX = "spark-";
  private final TrainingRun run;

  SparkTraces(TrainingRun run) {
    this.run = run;
  }

  @Override
  public String name() {
    return "what jobs of Spark leave";
  }

  /** The commands of the guide make everything; nothing is there from the start. */
  @Override
  public void install() {}

  @Override
  public void remove() {
    KubernetesClient client = run.cluster().client();
    client.serviceAccounts().inNamespace(NAMESPACE).withName(ACCOUNT).delete();
    client.rbac().roleBindings().inNamespace(NAMESPACE).withName(BINDING).delete();
    client.rbac().clusterRoleBindings().withName(BINDING).delete();
    pods(client)
        .forEach(
            pod ->
                client
                    .pods()
                    .inNamespace(NAMESPACE)
                    .withName(pod.getMetadata().getName())
                    .withGracePeriod(0)
                    .delete());
    run.eventually(
        Limit.POD_DELETED, "all traces of Spark to be gone", () -> left(client), List::isEmpty);
  }

  // Services and configuration belong to the driver; the cluster removes them after it.
  private static List<String> left(KubernetesClient client) {
    return Stream.of(
            pods(client),
            named(client.services().inNamespace(NAMESPACE).list().getItems()),
            named(client.configMaps().inNamespace(NAMESPACE).list().getItems()))
        .flatMap(each -> each)
        .map(each -> each.getKind() + " " + each.getMetadata().getName())
        .toList();
  }

  private static Stream<? extends HasMetadata> pods(KubernetesClient client) {
    return named(client.pods().inNamespace(NAMESPACE).list().getItems());
  }

  private static Stream<? extends HasMetadata> named(List<? extends HasMetadata> things) {
    return things.stream().filter(each -> each.getMetadata().getName().startsWith(PREFIX));
  }
}
