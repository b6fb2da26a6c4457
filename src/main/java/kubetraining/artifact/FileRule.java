package kubetraining.artifact;

import kubetraining.host.Texts;

/**
 * Where a file of an artifact belongs: in an image, or on a machine.
 *
 * @param artifact the recipe that makes it
 * @param file its path in what that recipe makes; {@code .} is the whole folder
 * @param path the absolute path it gets
 * @param mode octal permissions; empty keeps those the file has
 */
record FileRule(String artifact, String file, String path, String mode) {
  FileRule {
    file = file == null ? "." : file;
    mode = mode == null ? "" : mode;
    if (!path.startsWith("/")) {
      throw new ArtifactException(
          Texts.of(
              "file '%s' of artifact %s shall go to '%s', which is no absolute path",
              file, artifact, path));
    }
  }
}
