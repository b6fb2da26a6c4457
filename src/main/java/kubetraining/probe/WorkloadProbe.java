package kubetraining.probe;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at what keeps pods running. */
public final class WorkloadProbe {
  private final KubernetesClient client;

  public WorkloadProbe(KubernetesClient client) {
    this.client = client;
  }

  /** All of one namespace, by name. */
  public List<WorkloadSeen> in(String namespace) {
    var apps = client.apps();
    var deployments =
        apps.deployments().inNamespace(namespace).list().getItems().stream()
            .map(
                each ->
                    seen(
                        "Deployment",
                        each.getMetadata().getName(),
                        each.getStatus().getReadyReplicas()));
    var sets =
        apps.statefulSets().inNamespace(namespace).list().getItems().stream()
            .map(
                each ->
                    seen(
                        "StatefulSet",
                        each.getMetadata().getName(),
                        each.getStatus().getReadyReplicas()));
    var daemons =
        apps.daemonSets().inNamespace(namespace).list().getItems().stream()
            .map(
                each ->
                    seen(
                        "DaemonSet",
                        each.getMetadata().getName(),
                        each.getStatus().getNumberReady()));
    return Stream.of(deployments, sets, daemons)
        .flatMap(each -> each)
        .sorted(Comparator.comparing(WorkloadSeen::name))
        .toList();
  }

  private static WorkloadSeen seen(String kind, String name, @Nullable Integer ready) {
    return new WorkloadSeen(kind, name, Objects.requireNonNullElse(ready, 0));
  }
}
