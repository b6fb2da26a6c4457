package kubetraining.artifact;

import java.nio.file.Path;
import kubetraining.host.Texts;

/** Keeps what an archive names inside the folder it is unpacked to. */
final class Targets {
  private Targets() {}

  /**
   * @throws ArtifactException if {@code name} leads out of {@code folder}
   */
  static Path inside(Path folder, String name) {
    Path target = folder.resolve(name).normalize();
    if (!target.startsWith(folder.normalize()) || target.equals(folder.normalize())) {
      throw new ArtifactException(
          Texts.of(
              "an archive names '%s', which leads out of %s; it was not unpacked", name, folder));
    }
    return target;
  }
}
