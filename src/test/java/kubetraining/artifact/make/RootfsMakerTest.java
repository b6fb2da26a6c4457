package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import kubetraining.artifact.recipe.RecipeBook;
import kubetraining.host.RootfsMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RootfsMakerTest {
  @Test
  void allRootFileSystemsAreOfTheSuiteThatIsAskedFor() {
    var recipes = RecipeBook.read(Path.of("artifacts")).recipes().values();
    assertThat(recipes)
        .filteredOn(recipe -> recipe.kind().equals("rootfs"))
        .isNotEmpty()
        .extracting(recipe -> recipe.as(RootfsMaker.Settings.class).suite())
        .containsOnly(RootfsMode.SUITE);
  }

  @Test
  void aFolderBelowAClosedOneIsClosed(@TempDir Path folder) throws IOException {
    Path inner = Files.createDirectories(folder.resolve("home/cache"));
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        folder.resolve("home"), PosixFilePermissions.fromString("rwx------"));
    assertThat(RootfsMaker.open(inner)).isFalse();
    assertThat(RootfsMaker.open(Path.of("/tmp"))).isTrue();
  }
}
