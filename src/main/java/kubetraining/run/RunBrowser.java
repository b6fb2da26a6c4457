package kubetraining.run;

import kubetraining.config.Limit;
import kubetraining.config.TrainingConfig;
import kubetraining.probe.Browser;
import kubetraining.progress.Progress;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The browser of a run: looked for, and where needed installed, when a scenario first asks. */
final class RunBrowser {
  private final TrainingConfig config;
  private final Progress progress;
  private @Nullable Browser browser;
  private @Nullable String missing;

  RunBrowser(TrainingConfig config, Progress progress) {
    this.config = config;
    this.progress = progress;
  }

  /** The browser; where there is none, the scenario ends as one that could not be tried. */
  synchronized Browser get() {
    if (browser == null && missing == null) {
      find();
    }
    if (browser == null) {
      throw new TestAbortedException(missing);
    }
    return browser;
  }

  private void find() {
    try {
      browser = new Browser(BrowserProgram.find(config, progress), Limit.BROWSER_LOOK.duration());
    } catch (BrowserUnavailableException e) {
      missing = e.getMessage();
    }
  }
}
