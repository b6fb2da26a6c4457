package kubetraining.outcomes;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;

/** Gives Cucumber, which wants a plugin without arguments, the one of the test. */
public final class StagePlugin implements ConcurrentEventListener {
  @Override
  public void setEventPublisher(EventPublisher publisher) {
    Stage.current().plugin().setEventPublisher(publisher);
  }
}
