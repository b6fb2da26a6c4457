package kubetraining.steps;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.page.PlacedPod;
import kubetraining.probe.CapacityProbe;
import kubetraining.probe.ExtenderDecision;
import kubetraining.probe.NodeRoom;
import kubetraining.probe.Placement;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.probe.SchedulingProbe;
import org.jspecify.annotations.Nullable;

/** Makes of a pod that was placed what the report can draw: all nodes, and why it is this one. */
final class PlacementPicture {
  private final Map<String, Double> temperatures;
  private final List<NodeRoom> rooms;
  private final List<PodSeen> pods;

  PlacementPicture(KubernetesClient client) {
    temperatures = new SchedulingProbe(client).temperatures();
    rooms = new CapacityProbe(client).rooms();
    pods = new PodProbe(client).in("default");
  }

  PlacedPod of(Placement placed, ExtenderDecision decision) {
    var known = new LinkedHashMap<>(temperatures);
    known.putAll(decision.received());
    return new PlacedPod(
        placed.pod(),
        placed.scheduler(),
        placed.node(),
        rooms.stream()
            .map(
                room -> {
                  boolean asked = decision.received().containsKey(room.node());
                  return new PlacedPod.Candidate(
                      room.node(),
                      celsius(known.get(room.node())),
                      asked,
                      asked ? "" : reason(room));
                })
            .toList());
  }

  private String reason(NodeRoom room) {
    if (!room.open()) {
      return "it takes no ordinary pod";
    }
    String here =
        pods.stream()
            .filter(pod -> pod.node().equals(room.node()) && pod.phase().equals("Running"))
            .map(PodSeen::name)
            .collect(Collectors.joining(", "));
    return Texts.of(
        "%dm of CPU left%s", room.freeMilliCpu(), here.isEmpty() ? "" : ", taken by " + here);
  }

  private static @Nullable Double celsius(@Nullable Double seen) {
    return seen == null || !Double.isFinite(seen) ? null : seen;
  }
}
