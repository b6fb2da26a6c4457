package kubetraining.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import kubetraining.artifact.recipe.Wanted;

/**
 * Writes to a folder what a bare machine is given before it prepares itself, for {@code
 * bench/bare-machine}.
 */
public final class SetUpFiles {
  private SetUpFiles() {}

  /**
   * @param arguments the folder, a mirror of images and one of downloads
   */
  public static void main(String[] arguments) throws IOException {
    var downloads = Optional.of(URI.create(arguments[2]));
    var bare = Lab.bare(Wanted.EVERYTHING, URI.create(arguments[1]), downloads);
    var shell = new RecordingShell("node1");
    bare.everywhere(shell);
    bare.onFirst(shell);
    for (var each : shell.files().entrySet()) {
      var file = Path.of(arguments[0]).resolve(each.getKey().substring(1));
      var modeAndText = each.getValue().split("\n", 2);
      Files.createDirectories(file.getParent());
      Files.writeString(file, modeAndText[1]);
      var permissions = modeAndText[0].equals("0755") ? "rwxr-xr-x" : "rw-r--r--";
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
  }
}
