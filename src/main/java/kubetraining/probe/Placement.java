package kubetraining.probe;

import java.util.List;
import java.util.Optional;
import kubetraining.host.Texts;

/**
 * How far a pod has come with its scheduler; whether it runs is another question.
 *
 * @param scheduler that the pod names
 * @param node where it was placed, empty while it was not
 * @param scheduled status of the condition PodScheduled, empty while nobody has set it
 * @param reason of that condition, or empty
 * @param message of that condition, or empty
 * @param events of schedulers about it, oldest first
 */
public record Placement(
    String pod,
    String uid,
    String scheduler,
    String node,
    String scheduled,
    String reason,
    String message,
    List<SchedulingEvent> events) {

  /**
   * One thing that a scheduler said of the pod.
   *
   * @param reporter the scheduler that said it
   */
  public record SchedulingEvent(String reason, String reporter, String message) {
    @Override
    public String toString() {
      return Texts.of("%s by %s: %s", reason, reporter, message);
    }
  }

  /** Whether it has a node, and the condition says so too. */
  public boolean placed() {
    return !node.isEmpty() && "True".equals(scheduled);
  }

  /** Whether no scheduler has ever looked at it. */
  public boolean unnoticed() {
    return node.isEmpty() && scheduled.isEmpty() && events.isEmpty();
  }

  /** What was said when it was placed. */
  public Optional<SchedulingEvent> placing() {
    return events.stream().filter(event -> event.reason().equals("Scheduled")).findFirst();
  }

  @Override
  public String toString() {
    return Texts.of(
        "pod %s of scheduler %s, %s%s%s",
        pod,
        scheduler,
        node.isEmpty() ? "without a node" : "on " + node,
        message.isEmpty() ? "" : Texts.of(", %s: %s", reason, message),
        events.isEmpty() ? ", no events" : ", events " + events);
  }
}
