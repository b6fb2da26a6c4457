package kubetraining.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.MachineDownloads;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.progress.Progress;

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
    var settings =
        ArtifactSettings.of(SourceChoice.AUTO, Path.of("artifacts"), Path.of("unused"))
            .through(Optional.of(URI.create(arguments[1])), Optional.of(URI.create(arguments[2])));
    var bare = new BareMachines(MachineDownloads.of(settings, Wanted.EVERYTHING), List::of);
    var setup = new MachineSetup(bare, Duration.ofMinutes(1), Progress.SILENT);
    var shell = new RecordingShell("node1");
    setup.everywhere(shell);
    setup.onFirst(shell);
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
