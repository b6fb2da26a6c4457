package kubetraining.run;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.config.TrainingConfig;
import kubetraining.host.DebianPackages;
import kubetraining.host.HostException;
import kubetraining.progress.Progress;

/** Opens the artifacts that the settings ask for. */
public final class RunArtifacts {
  private RunArtifacts() {}

  /** Opens them; programs that making them takes are installed first where that is allowed. */
  public static Artifacts open(TrainingConfig config, Wanted wanted, Progress progress) {
    return withTools(config, progress, () -> Artifacts.open(settings(config), wanted, progress));
  }

  /** The images of this project alone, for machines that fetch all else themselves. */
  static Supplier<List<ImageArchive>> ownImages(
      TrainingConfig config, Wanted wanted, Progress progress) {
    return withTools(
        config, progress, () -> Artifacts.ownImages(settings(config), wanted, progress));
  }

  private static <T> T withTools(TrainingConfig config, Progress progress, Supplier<T> open) {
    try {
      return open.get();
    } catch (HostException e) {
      if (!install(config, e.packages(), progress)) {
        throw e;
      }
      return open.get();
    }
  }

  /** Installs these packages where that is allowed; false if nothing was installed. */
  static boolean install(TrainingConfig config, List<String> packages, Progress progress) {
    if (!config.embedded().install() || packages.isEmpty() || !DebianPackages.possible()) {
      return false;
    }
    new DebianPackages(config.folders().state().resolve("install.log"), progress).install(packages);
    return true;
  }

  public static ArtifactSettings settings(TrainingConfig config) {
    return ArtifactSettings.of(
            SourceChoice.valueOf(config.artifacts().source().toUpperCase(Locale.ROOT)),
            config.folders().project().resolve("artifacts"),
            config.folders().cache())
        .through(config.artifacts().imageMirror(), config.artifacts().binaryMirror());
  }
}
