package kubetraining.outcomes;

import io.cucumber.java.Scenario;
import io.cucumber.plugin.ConcurrentEventListener;
import java.util.concurrent.atomic.AtomicReference;

/** What the test that runs Cucumber lets happen in it; Cucumber makes its own objects. */
public interface Stage {
  /** The one of the test that runs now. */
  AtomicReference<Stage> CURRENT = new AtomicReference<>();

  void before(Scenario scenario);

  /** Does what a step of this name does. */
  void happens(String what) throws Exception;

  void after(Scenario scenario);

  void afterAll();

  ConcurrentEventListener plugin();
}
