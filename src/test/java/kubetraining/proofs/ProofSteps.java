package kubetraining.proofs;

import io.cucumber.java.After;
import io.cucumber.java.Scenario;
import io.cucumber.java.en.Given;
import java.time.Duration;
import java.util.Optional;
import kubetraining.host.Daemons;
import kubetraining.observe.Observation;
import kubetraining.probe.ClusterTraces;
import kubetraining.run.TrainingRun;
import kubetraining.steps.ScenarioNotes;
import kubetraining.steps.Typing;
import org.jspecify.annotations.Nullable;

/** What a row needs beside the steps of the guide: to be brief, and to leave the lab as it was. */
public final class ProofSteps {
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Typing typing;
  private @Nullable ClusterTraces before;
  private @Nullable Runnable afterwards;

  public ProofSteps(TrainingRun run, ScenarioNotes notes, Typing typing) {
    this.run = run;
    this.notes = notes;
    this.typing = typing;
  }

  @Given("no wait lasts longer than {int} second(s)")
  public void ceiling(int seconds) {
    run.ceiling(Optional.of(Duration.ofSeconds(seconds)));
  }

  @Given("afterwards is typed on {machine}:")
  public void afterwards(String machine, String commands) {
    if (run.observation().isPresent()) {
      // Whoever is watched has to undo it themselves, at the latest now.
      afterwards = () -> typing.prepares(machine, commands);
    } else {
      notes.undo().push("type " + commands, () -> typing.prepares(machine, commands));
    }
  }

  @Given("the proof watches what the cluster holds")
  public void watches() {
    before = run.section().listed();
  }

  /** First of all: what is undone takes its own time. */
  @After(order = 30_000)
  public void takeBackCeiling() {
    run.ceiling(Optional.empty());
  }

  /** Last of all. What the row has installed is removed, if that is the difference. */
  @After(order = 1_000)
  public void restores(Scenario scenario) {
    try {
      if (afterwards != null) {
        carryOut(run.observation().orElseThrow(), afterwards);
      }
      var then = before;
      if (then != null && !run.section().listed().since(then).isEmpty()) {
        clearAway();
      }
    } catch (RuntimeException | Error e) {
      ProofRun.current().notRestored(scenario.getName(), String.valueOf(e.getMessage()));
    }
  }

  private void clearAway() {
    Runnable clear =
        () -> {
          run.section().clearAway();
          run.section().holdsWhatItHeld();
        };
    run.observation().ifPresentOrElse(observation -> carryOut(observation, clear), clear);
  }

  /** What has to be typed for it is asked for until it is done. */
  private static void carryOut(Observation observation, Runnable work) {
    // Whatever the row's last step was, this claims nothing.
    observation.step(0);
    try {
      observation.carryOut(work::run);
    } catch (Throwable e) {
      throw Daemons.unchecked(e);
    }
  }
}
