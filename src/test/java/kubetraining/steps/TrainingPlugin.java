package kubetraining.steps;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;

/** Gives Cucumber, which wants a plugin without arguments, the one that reports on this run. */
public final class TrainingPlugin implements ConcurrentEventListener {
  @Override
  public void setEventPublisher(EventPublisher publisher) {
    TrainingRun.CURRENT.plugin().setEventPublisher(publisher);
  }
}
