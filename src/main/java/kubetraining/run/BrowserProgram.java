package kubetraining.run;

import java.nio.file.Path;
import kubetraining.artifact.ArtifactException;
import kubetraining.artifact.Chromium;
import kubetraining.artifact.DebianPackages;
import kubetraining.config.TrainingConfig;
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
    var found = Chromium.program();
    if (found.isPresent()) {
      return found.get();
    }
    if (!config.embedded().install()) {
      throw missing("-Dlab.embedded.install=never forbids to install it");
    }
    if (!DebianPackages.possible()) {
      throw missing("only root can install it, and only by apt-get");
    }
    try {
      Chromium.install(config.folders().state().resolve("browser-install.log"), progress);
    } catch (ArtifactException e) {
      throw missing("it could not be installed: " + e.getMessage());
    }
    return Chromium.program()
        .orElseThrow(() -> missing("it was installed, but brought no program of that name"));
  }

  private static BrowserUnavailableException missing(String why) {
    return new BrowserUnavailableException(
        "this computer has no browser: chromium is not on the path, and %s. Type: %s"
            .formatted(why, Chromium.CURE));
  }
}
