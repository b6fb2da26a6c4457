package kubetraining.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.config.Limit;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Chromium;
import kubetraining.host.DebianPackages;
import kubetraining.host.HostException;
import kubetraining.host.Texts;
import kubetraining.probe.Browser;
import kubetraining.progress.Progress;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The browser of a run: looked for, and where that is allowed installed, when it is first asked.
 */
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
    if (missing != null) {
      throw new TestAbortedException(missing);
    }
    if (browser == null) {
      Path log = config.folders().state().resolve("browser-install.log");
      try {
        var program = find(Chromium::program, obstacle(), () -> Chromium.install(log, progress));
        browser = new Browser(program, Limit.BROWSER_LOOK.duration());
      } catch (TestAbortedException e) {
        missing = e.getMessage();
        throw e;
      }
    }
    return browser;
  }

  /**
   * The program.
   *
   * @param obstacle why nobody may install it; empty if somebody may
   * @throws TestAbortedException with the cure, if there is none and none can be installed
   */
  static Path find(Supplier<Optional<Path>> onPath, String obstacle, Runnable install) {
    var found = onPath.get();
    if (found.isPresent()) {
      return found.get();
    }
    if (!obstacle.isEmpty()) {
      throw missing(obstacle);
    }
    try {
      install.run();
    } catch (HostException e) {
      throw missing("it could not be installed: " + e.getMessage());
    }
    return onPath
        .get()
        .orElseThrow(() -> missing("it was installed, but there is no program of that name"));
  }

  private String obstacle() {
    if (!config.embedded().install()) {
      return "-Dlab.embedded.install=never forbids installing it";
    }
    return DebianPackages.possible() ? "" : "only root can install it, and only with apt-get";
  }

  private static TestAbortedException missing(String why) {
    return new TestAbortedException(
        Texts.of(
            "this computer has no browser: chromium is not on the path, and %s. Type: %s",
            why, Chromium.CURE));
  }
}
