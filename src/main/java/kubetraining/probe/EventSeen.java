package kubetraining.probe;

import java.time.Instant;
import kubetraining.host.Texts;

/**
 * Something that happened to an object of the cluster, once or several times.
 *
 * @param firstAt when the API server was first told of it, by its own clock
 * @param lastAt when it last happened, by the clock of whoever told
 */
public record EventSeen(Instant firstAt, Instant lastAt, int count, String reason, String message) {
  @Override
  public String toString() {
    return Texts.of(
        "%s %s: %s%s", lastAt, reason, message, count > 1 ? Texts.of(" (x%d)", count) : "");
  }
}
