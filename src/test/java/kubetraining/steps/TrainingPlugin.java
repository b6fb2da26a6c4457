package kubetraining.steps;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestRunFinished;
import io.cucumber.plugin.event.TestSourceRead;
import io.cucumber.plugin.event.TestStep;
import io.cucumber.plugin.event.TestStepStarted;
import java.util.HashMap;
import java.util.Optional;
import kubetraining.observe.Observation;
import kubetraining.run.TrainingRun;

/** Tells a run what Cucumber does. */
public final class TrainingPlugin implements ConcurrentEventListener {
  private final TrainingRun run;

  /** For Cucumber, which wants a plugin without arguments. */
  public TrainingPlugin() {
    this(TrainingRunProvider.CURRENT.get());
  }

  TrainingPlugin(TrainingRun run) {
    this.run = run;
  }

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    publisher.registerHandlerFor(
        TestSourceRead.class, event -> run.sources().read(event.getUri(), event.getSource()));
    run.plugin().setEventPublisher(publisher);
    tellObservation(run, publisher);
    // After the summary, so that the last line is the one to go on with.
    publisher.registerHandlerFor(TestRunFinished.class, event -> run.sayWhereThePageIs());
  }

  /** Tells whoever watches a person which scenario begins, and which step of it. */
  public static void tellObservation(TrainingRun run, EventPublisher publisher) {
    run.observation().ifPresent(observation -> tell(run, observation, publisher));
  }

  private static void tell(TrainingRun run, Observation observation, EventPublisher publisher) {
    var places = new HashMap<TestStep, Integer>();
    publisher.registerHandlerFor(
        TestCaseStarted.class,
        event -> {
          places.clear();
          event.getTestCase().getTestSteps().stream()
              .filter(PickleStepTestStep.class::isInstance)
              .forEach(each -> places.put(each, places.size()));
          run.recorder().current().ifPresent(observation::begins);
        });
    publisher.registerHandlerFor(
        TestStepStarted.class,
        event -> Optional.ofNullable(places.get(event.getTestStep())).ifPresent(observation::step));
  }
}
