package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/** Reads what containers wrote last. */
public final class LogsProbe {
  private final KubernetesClient client;
  private final int lines;

  /**
   * A probe of the end of each log.
   *
   * @param lines at most so many of each
   */
  public LogsProbe(KubernetesClient client, int lines) {
    this.client = client;
    this.lines = lines;
  }

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
        .flatMap(LogsProbe::sources)
        .toList();
  }

  private static Stream<Source> sources(Pod pod) {
    return Stream.concat(
            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
        .map(Container::getName)
        .flatMap(
            name ->
                Stream.of(false, true)
                    .filter(previous -> !previous || restarted(pod, name))
                    .map(
                        previous ->
                            new Source(
                                pod.getMetadata().getNamespace(),
                                pod.getMetadata().getName(),
                                name,
                                previous)));
  }

  private static boolean restarted(Pod pod, String container) {
    return Optional.ofNullable(pod.getStatus()).stream()
        .flatMap(
            status ->
                Stream.concat(
                    status.getInitContainerStatuses().stream(),
                    status.getContainerStatuses().stream()))
        .filter(each -> container.equals(each.getName()))
        .map(ContainerStatus::getRestartCount)
        .filter(Objects::nonNull)
        .anyMatch(count -> count > 0);
  }

  /** The end of one log, or why there is none. */
  public String read(Source source) {
    var container =
        client
            .pods()
            .inNamespace(source.namespace())
            .withName(source.pod())
            .inContainer(source.container());
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
