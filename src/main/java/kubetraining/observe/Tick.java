package kubetraining.observe;

import java.time.Instant;
import java.util.List;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.Sha256;
import kubetraining.trainee.Typed;

/**
 * A step that was earned: it was seen to be true while somebody did it by hand.
 *
 * @param scenario its id
 * @param step its place in the scenario, from 0 on
 * @param digest of the step as it was written; what is written otherwise has to be earned anew
 * @param at when
 * @param after commands that began later count for the next steps
 * @param typed what was typed in it
 * @param shown whether it was done for the person to see, and so not earned
 */
public record Tick(
    String scenario,
    int step,
    String digest,
    Instant at,
    Instant after,
    List<Typed> typed,
    boolean shown) {
  /** Whether some of what it asked for was not typed, but done in another way. */
  boolean wasElsewhere() {
    return typed.stream().anyMatch(Typed::wasElsewhere);
  }

  static String digest(StepText step) {
    return Sha256.of(step.toString());
  }
}
