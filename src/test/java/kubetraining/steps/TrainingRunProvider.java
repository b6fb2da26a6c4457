package kubetraining.steps;

import io.cucumber.picocontainer.CucumberPicoProvider;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import kubetraining.guide.Asked;
import kubetraining.guide.GuideFolder;
import kubetraining.report.NewestReport;
import kubetraining.run.Labs;
import kubetraining.run.RunOpening;
import kubetraining.run.TrainingRun;
import org.picocontainer.injectors.Provider;

/** Hands the run to step objects: a handle only, nothing is brought up by it. */
@CucumberPicoProvider
public final class TrainingRunProvider implements Provider {
  /**
   * The one run of this JVM; Cucumber makes new step objects for every scenario. A test that runs
   * Cucumber on a guide of its own puts its run here.
   */
  public static final AtomicReference<TrainingRun> CURRENT =
      new AtomicReference<>(
          new TrainingRun(
              new RunOpening(
                  Labs::load,
                  GuideFolder.features(Path.of("features")),
                  Path.of("reports"),
                  Asked.ofProcess(),
                  System.out,
                  NewestReport.thread(),
                  TrainingHooks.class)));

  public TrainingRun provide() {
    return CURRENT.get();
  }
}
