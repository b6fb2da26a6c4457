package kubetraining;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import kubetraining.run.GuideRunner;
import kubetraining.steps.TrainingRunProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The guide, carried out for the launcher of the command line, without Maven. */
public final class GuideByLauncher implements GuideRunner {
  private static final int NOT_DONE = 1;

  @Override
  public int run(Path reports) {
    var run = TrainingRunProvider.CURRENT.updateAndGet(each -> each.reportingTo(reports));
    var summary = new SummaryGeneratingListener();
    // Finding the guide and preparing the run take seconds each, in which a person waits.
    CompletableFuture<Runnable> guide = CompletableFuture.supplyAsync(() -> find(summary));
    // What cannot be meant is told in one line; the suite would tell it with its stack.
    run.prepare();
    guide.join().run();
    return summary.getSummary().getTotalFailureCount() == 0 ? 0 : NOT_DONE;
  }

  /** Loads what carries the guide out. */
  private static Runnable find(TestExecutionListener listener) {
    var launcher = LauncherFactory.create();
    var plan =
        launcher.discover(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(TrainingIT.class))
                .build());
    return () -> launcher.execute(plan, listener);
  }
}
