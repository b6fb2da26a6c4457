package kubetraining.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.page.PodSpan;
import kubetraining.probe.PodPhases;

/** Makes of the pods of a job that were watched what the report can draw. */
final class SparkPicture {
  private SparkPicture() {}

  /**
   * The pods, driver first.
   *
   * @param until when the looking ended; what had not ended by then is cut there
   */
  static List<PodSpan> of(List<PodPhases> pods, Instant until) {
    Instant start =
        pods.stream()
            .flatMap(pod -> pod.phases().stream())
            .map(PodPhases.Since::at)
            .min(Comparator.naturalOrder())
            .orElse(until);
    return Stream.of("driver", "executor")
        .flatMap(role -> pods.stream().filter(pod -> pod.role().equals(role)))
        .map(pod -> span(pod, start, pod.goneAt().orElse(until)))
        .toList();
  }

  private static PodSpan span(PodPhases pod, Instant start, Instant end) {
    var phases = new ArrayList<PodSpan.Phase>();
    for (int i = 0; i < pod.phases().size(); i++) {
      var phase = pod.phases().get(i);
      Instant next = i + 1 < pod.phases().size() ? pod.phases().get(i + 1).at() : end;
      phases.add(
          new PodSpan.Phase(phase.phase(), seconds(start, phase.at()), seconds(start, next)));
    }
    return new PodSpan(pod.name(), pod.role(), pod.node(), phases);
  }

  private static double seconds(Instant start, Instant moment) {
    return Duration.between(start, moment).toMillis() / 1000.0;
  }
}
