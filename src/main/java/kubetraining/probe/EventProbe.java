package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks at events: the notes that the cluster keeps, for an hour, of what it did and why. */
public final class EventProbe {
  private final KubernetesClient client;

  public EventProbe(KubernetesClient client) {
    this.client = client;
  }

  /** All those of one object, in no order. */
  Stream<Event> about(String namespace, String uid) {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> uid.equals(event.getInvolvedObject().getUid()));
  }

  static EventSeen seen(Event event) {
    Instant first = Instant.parse(event.getMetadata().getCreationTimestamp());
    return new EventSeen(
        first,
        event.getLastTimestamp() == null ? first : Instant.parse(event.getLastTimestamp()),
        Objects.requireNonNullElse(event.getCount(), 1),
        Objects.requireNonNullElse(event.getReason(), ""),
        Objects.requireNonNullElse(event.getMessage(), ""));
  }
}
