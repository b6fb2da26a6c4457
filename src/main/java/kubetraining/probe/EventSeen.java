package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Instant;
import java.util.Objects;
import kubetraining.host.Texts;

/**
 * Something that happened to an object of the cluster, once or several times.
 *
 * @param lastAt when it last happened, by the clock of its reporter
 */
public record EventSeen(Instant lastAt, int count, String reason, String message) {
  static EventSeen of(Event event) {
    return new EventSeen(
        Instant.parse(
            Objects.requireNonNullElse(
                event.getLastTimestamp(), event.getMetadata().getCreationTimestamp())),
        Objects.requireNonNullElse(event.getCount(), 1),
        Objects.requireNonNullElse(event.getReason(), ""),
        Objects.requireNonNullElse(event.getMessage(), ""));
  }

  @Override
  public String toString() {
    return Texts.of(
        "%s %s: %s%s", lastAt, reason, message, count > 1 ? Texts.of(" (x%d)", count) : "");
  }
}
