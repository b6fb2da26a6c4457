package kubetraining.probe;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/**
 * Asks the metrics API what nodes and pods use. While nobody serves that API, it sees nothing.
 *
 * <p>The client has types for this API, but they read a window of {@code 10.647s} as 647 seconds.
 */
public final class UsageProbe {
  private static final List<Integer> NOT_SERVED = List.of(404, 503);
  private static final Pattern PART_OF_WINDOW = Pattern.compile("([0-9.]+)(h|ms|m|s|µs|ns)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "h", 3_600_000_000_000L,
          "m", 60_000_000_000L,
          "s", 1_000_000_000L,
          "ms", 1_000_000L,
          "µs", 1_000L,
          "ns", 1L);
  private final KubernetesClient client;

  public UsageProbe(KubernetesClient client) {
    this.client = client;
  }

  /** Every node that was measured, by name. */
  public List<UsageSeen> nodes() {
    return served(
        () ->
            client
                .genericKubernetesResources(kind("nodes", "NodeMetrics", false))
                .list()
                .getItems()
                .stream()
                .map(each -> seen(each, List.of(usage(each, "usage")))));
  }

  /** Every measured pod of a namespace that carries a label, by name. */
  public List<UsageSeen> pods(String namespace, String label, String value) {
    return served(
        () ->
            client
                .genericKubernetesResources(kind("pods", "PodMetrics", true))
                .inNamespace(namespace)
                .withLabel(label, value)
                .list()
                .getItems()
                .stream()
                .map(each -> seen(each, usagesOfContainers(each))));
  }

  private static ResourceDefinitionContext kind(String plural, String kind, boolean namespaced) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("metrics.k8s.io")
        .withVersion("v1beta1")
        .withPlural(plural)
        .withKind(kind)
        .withNamespaced(namespaced)
        .build();
  }

  private static List<Map<String, Quantity>> usagesOfContainers(GenericKubernetesResource pod) {
    List<?> containers = pod.get("containers");
    return IntStream.range(0, containers.size())
        .mapToObj(i -> usage(pod, "containers", i, "usage"))
        .toList();
  }

  private static Map<String, Quantity> usage(GenericKubernetesResource measured, Object... path) {
    Map<String, String> usage = measured.get(path);
    return usage.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> new Quantity(each.getValue())));
  }

  private static UsageSeen seen(
      GenericKubernetesResource measured, List<Map<String, Quantity>> usages) {
    return new UsageSeen(
        measured.getMetadata().getName(),
        usages.stream().mapToLong(usage -> Quantities.milli(usage.get("cpu"))).sum(),
        usages.stream().mapToLong(usage -> Quantities.bytes(usage.get("memory"))).sum(),
        measured.get("timestamp"),
        window(measured.get("window")));
  }

  // As Go writes it: 1m10.5s, or 980.5ms.
  private static Duration window(String written) {
    var parts = PART_OF_WINDOW.matcher(written).results().toList();
    if (parts.isEmpty()) {
      throw new IllegalStateException(
          Texts.of("the metrics API tells a window of '%s', which is no length of time", written));
    }
    return parts.stream()
        .map(part -> times(Double.parseDouble(part.group(1)), NANOS.get(part.group(2))))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration times(double number, long nanos) {
    return Duration.ofNanos(Math.round(number * nanos));
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
