package kubetraining.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** How many replicas each autoscaler had and wanted in the last minutes. */
final class Replicas {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Map<String, Curve> curves = Map.of();

  private record Curve(int most, Deque<Point> points) {}

  private record Point(Instant at, int current, int desired) {}

  /** Looks once; an autoscaler that is gone is forgotten. */
  synchronized void look(KubernetesClient client) {
    var now = Instant.now();
    var seen = new TreeMap<String, Curve>();
    for (var each :
        client.autoscaling().v2().horizontalPodAutoscalers().inAnyNamespace().list().getItems()) {
      String name = each.getMetadata().getName();
      var before = curves.get(name);
      var points = before == null ? new ArrayDeque<Point>() : before.points();
      points.add(point(each, now));
      points.removeIf(point -> point.at().isBefore(now.minus(KEPT)));
      seen.put(name, new Curve(each.getSpec().getMaxReplicas(), points));
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

  /** As JSON, with the age of each point in seconds. */
  synchronized ArrayNode json() {
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
