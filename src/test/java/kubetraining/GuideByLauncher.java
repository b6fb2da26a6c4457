package kubetraining;

import kubetraining.run.GuideRunner;
import kubetraining.steps.TrainingRunProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The guide, carried out for the launcher of the command line, without Maven. */
public final class GuideByLauncher implements GuideRunner {
  private static final int NOT_DONE = 1;

  @Override
  public int run() {
    // What cannot be meant is told in one line; the suite would tell it with its stack.
    TrainingRunProvider.CURRENT.get().prepare();
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(TrainingIT.class))
                .build(),
            summary);
    return summary.getSummary().getTotalFailureCount() == 0 ? 0 : NOT_DONE;
  }
}
