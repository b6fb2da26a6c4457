package kubetraining.artifact.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kubetraining.artifact.recipe.FileRule;
import kubetraining.host.Folders;
import kubetraining.host.Sha256;

/**
 * A file or a folder, and where it belongs on a machine.
 *
 * @param source a file, or a folder that is copied whole
 * @param path the absolute path on the machine
 * @param mode octal permissions of files, as in {@code "0755"}; folders keep those of their files
 * @param key changes when, and only when, what is there or where it belongs changes
 */
public record PlacedFile(Path source, String path, String mode, String key) {
  /** What it takes of the disk, with all that is in it. */
  public long bytes() throws IOException {
    return Folders.bytesOf(source);
  }

  /** As a rule says it of what was made. */
  public static PlacedFile of(FileRule rule, Entry entry) {
    return new PlacedFile(
        entry.folder().resolve(rule.file()).normalize(),
        rule.path(),
        rule.mode(),
        Sha256.keyOf(List.of(entry.content(), rule.toString())));
  }
}
