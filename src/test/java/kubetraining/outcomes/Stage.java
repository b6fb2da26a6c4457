package kubetraining.outcomes;

import io.cucumber.java.Scenario;
import io.cucumber.plugin.ConcurrentEventListener;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import kubetraining.config.TrainingConfig;
import kubetraining.guide.Asked;
import kubetraining.guide.GuideEngine;
import kubetraining.run.LabsWithoutLab;
import kubetraining.run.PlainRun;
import kubetraining.run.TrainingRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A test that runs Cucumber for real on a small guide, and what it lets happen there. */
public abstract class Stage {
  private static final AtomicReference<@Nullable Stage> CURRENT = new AtomicReference<>();

  protected TrainingRun run;

  /** The one of the test that runs now; Cucumber makes its own objects. */
  static Stage current() {
    return Objects.requireNonNull(CURRENT.get());
  }

  @BeforeEach
  protected final void enter() {
    CURRENT.set(this);
  }

  @AfterEach
  protected final void leave() {
    CURRENT.set(null);
  }

  /** The run that is yet to begin, on a computer that cannot have a lab. */
  protected final void opens(
      TrainingConfig settings, Path features, Path reports, Asked asked, OutputStream console) {
    run = PlainRun.of(new LabsWithoutLab(settings), features, reports, asked, console);
  }

  /** Asks for the guide of the run, with more plugins of Cucumber, each after a comma. */
  protected final LauncherDiscoveryRequest request(String plugins, String tags) {
    return GuideEngine.request(
        run.features(),
        "kubetraining.outcomes",
        "kubetraining.outcomes.StagePlugin" + plugins,
        Map.of("cucumber.filter.tags", tags));
  }

  /** Has the guide carried out. */
  protected final TestExecutionSummary executes(String plugins) {
    run.prepare();
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request(plugins, run.filter()), summary);
    return summary.getSummary();
  }

  protected void before(Scenario scenario) {}

  /** Does what a step of this name does. */
  protected abstract void happens(String what) throws Exception;

  protected void after(Scenario scenario) {}

  protected void afterAll() {}

  protected ConcurrentEventListener plugin() {
    return run.plugin();
  }
}
