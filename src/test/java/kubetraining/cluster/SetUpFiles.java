package kubetraining.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;

/**
 * Writes to a folder what a bare machine is given before it prepares itself, for {@code
 * bench/bare-machine}.
 */
public final class SetUpFiles implements RemoteShell {
  private final Path folder;

  private SetUpFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * @param arguments the folder, a mirror of images and one of downloads
   */
  public static void main(String[] arguments) {
    var settings =
        new ArtifactSettings(
            SourceChoice.AUTO,
            Path.of("artifacts"),
            Path.of("unused"),
            Optional.of(URI.create(arguments[1])),
            Optional.of(URI.create(arguments[2])));
    var bare = new BareMachines(MachineDownloads.of(settings, Wanted.EVERYTHING), List::of);
    var setup = new MachineSetup(bare, Duration.ofMinutes(1), Progress.SILENT);
    var shell = new SetUpFiles(Path.of(arguments[0]));
    setup.everywhere(shell);
    setup.onFirst(shell);
  }

  @Override
  public String machine() {
    return "node1";
  }

  @Override
  public CommandResult run(String command, Duration limit) {
    return new CommandResult("node1", command, 0, "", "");
  }

  @Override
  public void write(String path, byte[] content, String mode) {
    try {
      var file = folder.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      var permissions = mode.equals("0755") ? "rwxr-xr-x" : "rw-r--r--";
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + path, e);
    }
  }

  @Override
  public void upload(Path local, String remotePath) {
    throw new UnsupportedOperationException("only images are uploaded");
  }

  @Override
  public void close() {}
}
