package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks the metrics API what nodes and pods use. While nobody serves that API, it sees nothing. */
public final class UsageProbe {
  private static final List<Integer> NOT_SERVED = List.of(404, 503);
  private final KubernetesClient client;

  public UsageProbe(KubernetesClient client) {
    this.client = client;
  }

  /** Every node that was measured, by name. */
  public List<UsageSeen> nodes() {
    return served(
        () ->
            client.top().nodes().metrics().getItems().stream()
                .map(
                    each ->
                        seen(
                            each.getMetadata().getName(),
                            Stream.of(each.getUsage()).toList(),
                            new Window(each.getTimestamp(), each.getWindow()))));
  }

  /** Every measured pod of a namespace that carries a label, by name. */
  public List<UsageSeen> pods(String namespace, String label, String value) {
    return served(
        () ->
            client
                .top()
                .pods()
                .inNamespace(namespace)
                .withLabels(Map.of(label, value))
                .metrics()
                .getItems()
                .stream()
                .map(
                    each ->
                        seen(
                            each.getMetadata().getName(),
                            each.getContainers().stream().map(one -> one.getUsage()).toList(),
                            new Window(each.getTimestamp(), each.getWindow()))));
  }

  private record Window(String end, io.fabric8.kubernetes.api.model.Duration length) {}

  private static UsageSeen seen(String name, List<Map<String, Quantity>> usages, Window window) {
    return new UsageSeen(
        name,
        usages.stream().mapToLong(usage -> Quantities.milli(usage.get("cpu"))).sum(),
        usages.stream().mapToLong(usage -> Quantities.bytes(usage.get("memory"))).sum(),
        window.end(),
        window.length().getDuration());
  }

  private static List<UsageSeen> served(Supplier<Stream<UsageSeen>> look) {
    try {
      return look.get().sorted(Comparator.comparing(UsageSeen::name)).toList();
    } catch (KubernetesClientException e) {
      if (NOT_SERVED.contains(e.getCode())) {
        return List.of();
      }
      throw e;
    }
  }
}
