package kubetraining.steps;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.TestRunFinished;

/** Gives Cucumber, which wants a plugin without arguments, the one that reports on this run. */
public final class TrainingPlugin implements ConcurrentEventListener {
  @Override
  public void setEventPublisher(EventPublisher publisher) {
    var run = TrainingRun.CURRENT;
    run.plugin().setEventPublisher(publisher);
    // After the summary, so that the last line is the one to go on with.
    publisher.registerHandlerFor(TestRunFinished.class, event -> run.sayWhereThePageIs());
  }
}
