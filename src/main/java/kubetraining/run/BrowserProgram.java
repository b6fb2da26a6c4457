package kubetraining.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.artifact.ArtifactException;
import kubetraining.artifact.Chromium;
import kubetraining.artifact.DebianPackages;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.progress.Progress;

/** The browser of this computer, installed when it is first asked for, where that is allowed. */
public final class BrowserProgram {
  private BrowserProgram() {}

  /**
   * The program.
   *
   * @throws BrowserUnavailableException if there is none and none can be installed
   */
  public static Path find(TrainingConfig config, Progress progress) {
    Path log = config.folders().state().resolve("browser-install.log");
    return find(Chromium::program, obstacle(config), () -> Chromium.install(log, progress));
  }

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
    } catch (ArtifactException e) {
      throw missing("it could not be installed: " + e.getMessage());
    }
    return onPath
        .get()
        .orElseThrow(() -> missing("it was installed, but brought no program of that name"));
  }

  private static String obstacle(TrainingConfig config) {
    if (!config.embedded().install()) {
      return "-Dlab.embedded.install=never forbids to install it";
    }
    return DebianPackages.possible() ? "" : "only root can install it, and only by apt-get";
  }

  private static BrowserUnavailableException missing(String why) {
    return new BrowserUnavailableException(
        Texts.of(
            "this computer has no browser: chromium is not on the path, and %s. Type: %s",
            why, Chromium.CURE));
  }
}
