package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks at events: the notes that the cluster keeps, for an hour, of what it did and why. */
public final class EventProbe {
  private final KubernetesClient client;

  public EventProbe(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Those of one object with one reason, oldest first.
   *
   * @param uid of the object: one of the same name may have been there before
   */
  public List<EventSeen> of(String namespace, String uid, String reason) {
    return about(namespace, uid)
        .filter(event -> reason.equals(event.getReason()))
        .map(EventProbe::seen)
        .sorted(Comparator.comparing(EventSeen::lastAt))
        .toList();
  }

  /** All those of one object, in no order. */
  Stream<Event> about(String namespace, String uid) {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> uid.equals(event.getInvolvedObject().getUid()));
  }

  private static EventSeen seen(Event event) {
    Instant first = Instant.parse(event.getMetadata().getCreationTimestamp());
    return new EventSeen(
        first,
        event.getLastTimestamp() == null ? first : Instant.parse(event.getLastTimestamp()),
        Objects.requireNonNullElse(event.getCount(), 1),
        Objects.requireNonNullElse(event.getReason(), ""),
        Objects.requireNonNullElse(event.getMessage(), ""));
  }
}
