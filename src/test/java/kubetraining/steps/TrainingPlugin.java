package kubetraining.steps;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.TestRunFinished;
import io.cucumber.plugin.event.TestSourceRead;
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
    // After the summary, so that the last line is the one to go on with.
    publisher.registerHandlerFor(TestRunFinished.class, event -> run.sayWhereThePageIs());
  }
}
