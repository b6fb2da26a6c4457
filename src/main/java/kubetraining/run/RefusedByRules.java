package kubetraining.run;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;

/**
 * What the rules of somebody else's cluster refused while a scenario ran: a quota, a standard, a
 * policy. No command shows it where a controller asked, as for the pods of a Deployment; the
 * cluster has an event of it. Then nothing was wrong, and the scenario cannot be attempted there.
 */
final class RefusedByRules {
  private static final Set<Outcome> MAY_BE_BLAMED =
      Set.of(Outcome.WRONG, Outcome.NOT_YET, Outcome.TIMEOUT);

  private RefusedByRules() {}

  /**
   * How a scenario ended in the light of what was refused.
   *
   * @param since when it began
   */
  static Ending explain(Ending ending, KubernetesClient client, Instant since) {
    if (!MAY_BE_BLAMED.contains(ending.outcome())) {
      return ending;
    }
    String words = "rules of this cluster refused pods: ";
    return refused(client, since)
        .map(why -> Ending.of(Outcome.NOT_ATTEMPTED, words + why))
        .orElse(ending);
  }

  private static Optional<String> refused(KubernetesClient client, Instant since) {
    try {
      return client.v1().events().inAnyNamespace().list().getItems().stream()
          .filter(each -> "FailedCreate".equals(each.getReason()) && last(each).isAfter(since))
          .map(Event::getMessage)
          .filter(message -> TypingPlace.REFUSED.matcher(message).find())
          .findFirst();
    } catch (KubernetesClientException e) {
      return Optional.empty(); // then the scenario ended as it did, for all that anybody knows
    }
  }

  private static Instant last(Event event) {
    return Stream.of(event.getLastTimestamp(), event.getFirstTimestamp())
        .filter(Objects::nonNull)
        .map(Instant::parse)
        .findFirst()
        .orElse(Instant.EPOCH);
  }
}
