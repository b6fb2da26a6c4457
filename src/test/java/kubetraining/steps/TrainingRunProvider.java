package kubetraining.steps;

import io.cucumber.picocontainer.CucumberPicoProvider;
import org.picocontainer.injectors.Provider;

/** Hands the run to step objects: a handle only, nothing is brought up by it. */
@CucumberPicoProvider
public final class TrainingRunProvider implements Provider {
  public TrainingRun provide() {
    return TrainingRun.CURRENT;
  }
}
