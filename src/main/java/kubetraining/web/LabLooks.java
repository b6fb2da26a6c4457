package kubetraining.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import kubetraining.redaction.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * What the lab looks like now, as JSON: nodes, their temperatures, CPUs and pods, and how many
 * replicas each autoscaler had and wanted in the last minutes.
 */
final class LabLooks {
  private static final String TEMPERATURE = "nerdalize/temp";
  private static final String OURS = "kube-training/part-of";
  private static final Set<String> OF_THE_SYSTEM = Set.of("kube-system", "kube-flannel");
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final KubernetesClient client;
  private final CpuLooks cpus;
  private Map<String, Curve> curves = Map.of();

  private record Curve(int most, Deque<Point> points) {}

  private record Point(Instant at, int current, int desired) {}

  LabLooks(KubernetesClient client, CpuLooks cpus) {
    this.client = client;
    this.cpus = cpus;
  }

  /** Looks once; if that fails, it says why. */
  String json() {
    var lab = JSON.createObjectNode();
    var nodes = lab.putArray("nodes");
    var waiting = lab.putArray("waiting");
    try {
      var pods = client.pods().inAnyNamespace().list().getItems();
      client.nodes().list().getItems().stream()
          .sorted(Comparator.comparing(LabLooks::name))
          .forEach(node -> nodes.add(node(node, pods)));
      pods.stream()
          .filter(pod -> pod.getSpec().getNodeName() == null)
          .forEach(pod -> waiting.add(name(pod)));
      lookAtAutoscalers();
    } catch (RuntimeException e) {
      lab.put("trouble", Redaction.redact(String.valueOf(e.getMessage())));
    }
    lab.set("autoscalers", autoscalers());
    return lab.toString();
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }

  private ObjectNode node(Node node, List<Pod> all) {
    var json = JSON.createObjectNode().put("name", name(node));
    json.put("ready", Readiness.isNodeReady(node));
    json.put("temperature", temperature(node));
    var its =
        all.stream()
            .filter(pod -> name(node).equals(pod.getSpec().getNodeName()))
            .sorted(Comparator.comparing(LabLooks::name))
            .toList();
    json.set("cpus", cpus.of(name(node), its));
    ArrayNode pods = json.putArray("pods");
    for (Pod pod : its) {
      boolean ofSystem = isOfTheSystem(pod);
      pods.addObject().put("name", name(pod)).put("phase", phase(pod)).put("system", ofSystem);
    }
    return json;
  }

  private static @Nullable Double temperature(Node node) {
    String written = node.getMetadata().getAnnotations().get(TEMPERATURE);
    try {
      return written == null ? null : Double.valueOf(written);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String phase(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        ? Objects.requireNonNullElse(pod.getStatus().getPhase(), "")
        : "Terminating";
  }

  private static boolean isOfTheSystem(Pod pod) {
    return OF_THE_SYSTEM.contains(pod.getMetadata().getNamespace())
        && !pod.getMetadata().getLabels().containsKey(OURS);
  }

  /** One that is gone is forgotten. */
  private void lookAtAutoscalers() {
    var now = Instant.now();
    var seen = new TreeMap<String, Curve>();
    for (var each :
        client.autoscaling().v2().horizontalPodAutoscalers().inAnyNamespace().list().getItems()) {
      var before = curves.get(name(each));
      var points = before == null ? new ArrayDeque<Point>() : before.points();
      points.add(point(each, now));
      points.removeIf(point -> point.at().isBefore(now.minus(KEPT)));
      seen.put(name(each), new Curve(each.getSpec().getMaxReplicas(), points));
    }
    curves = seen;
  }

  private static Point point(HorizontalPodAutoscaler scaler, Instant at) {
    var status = scaler.getStatus();
    return new Point(
        at,
        Objects.requireNonNullElse(status.getCurrentReplicas(), 0),
        Objects.requireNonNullElse(status.getDesiredReplicas(), 0));
  }

  /** With the age of each point in seconds. */
  private ArrayNode autoscalers() {
    var all = JSON.createArrayNode();
    var now = Instant.now();
    curves.forEach(
        (name, curve) -> {
          var points =
              all.addObject().put("name", name).put("max", curve.most()).putArray("points");
          for (Point each : curve.points()) {
            long age = Duration.between(each.at(), now).toSeconds();
            var point = points.addObject().put("age", age);
            point.put("current", each.current()).put("desired", each.desired());
          }
        });
    return all;
  }
}
