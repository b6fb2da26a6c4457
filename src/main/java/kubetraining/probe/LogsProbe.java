package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/**
 * Reads what containers wrote last.
 *
 * @param lines at most so many of each
 */
public record LogsProbe(KubernetesClient client, int lines) {
  /**
   * One container of a pod, now or before it was started again.
   *
   * @param previous whether it is the one that ended
   */
  public record Source(String namespace, String pod, String container, boolean previous) {
    /** Where its log is kept. */
    public String file() {
      return Texts.of(
          "logs/%s/%s/%s%s.txt", namespace, pod, container, previous ? ".previous" : "");
    }
  }

  /** All containers of a namespace that have written or may write, init containers too. */
  public List<Source> sources(String namespace) {
    return client.pods().inNamespace(namespace).list().getItems().stream()
        .flatMap(
            pod ->
                Stream.of(pod.getSpec().getInitContainers(), pod.getSpec().getContainers())
                    .flatMap(List::stream)
                    .map(Container::getName)
                    .flatMap(name -> sources(pod, name)))
        .toList();
  }

  private static Stream<Source> sources(Pod pod, String container) {
    var status = pod.getStatus();
    boolean restarted =
        status != null
            && Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
                .flatMap(List::stream)
                .filter(each -> container.equals(each.getName()))
                .anyMatch(each -> Objects.requireNonNullElse(each.getRestartCount(), 0) > 0);
    return (restarted ? Stream.of(false, true) : Stream.of(false))
        .map(
            previous ->
                new Source(
                    pod.getMetadata().getNamespace(),
                    pod.getMetadata().getName(),
                    container,
                    previous));
  }

  /** The end of one log, or why there is none. */
  public String read(Source source) {
    var pods = client.pods().inNamespace(source.namespace());
    var container = pods.withName(source.pod()).inContainer(source.container());
    try {
      String log =
          source.previous()
              ? container.terminated().tailingLines(lines).getLog()
              : container.tailingLines(lines).getLog();
      return Objects.requireNonNullElse(log, "");
    } catch (KubernetesClientException e) {
      if (e.getCode() == 0) {
        throw e; // nobody answered, and nobody will answer for the next one
      }
      return "it has no log: " + e.getMessage();
    }
  }
}
