package kubetraining.page;

import java.util.List;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/**
 * A pod of a job from its first sight to its last, for the report. A scenario keeps a list of these
 * as its fact {@value #FACT}. Seconds count from the first sight of the first pod.
 *
 * @param role {@code driver} or {@code executor}
 * @param node where it ran, empty if nowhere
 */
public record PodSpan(String pod, String role, String node, List<Phase> phases) {
  public static final String FACT = "timeline";

  /** A phase, as Kubernetes names it; the last one is cut where the looking ended. */
  public record Phase(String name, double fromSeconds, double toSeconds) {
    @Override
    public String toString() {
      return Texts.of("%s from %.1f s to %.1f s", name, fromSeconds, toSeconds);
    }
  }

  @Override
  public String toString() {
    String words = phases.stream().map(Phase::toString).collect(Collectors.joining(", "));
    return Texts.of("%s on %s: %s", pod, node.isEmpty() ? "no node" : node, words);
  }
}
