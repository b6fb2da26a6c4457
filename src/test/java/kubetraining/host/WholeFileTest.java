package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
  @TempDir Path folder;

  @Test
  void seesWhatAKilledProgramLeftMountedByNamesWithNumbersInThemAndTheDeepestFirst()
      throws IOException {
    Path table =
        Files.writeString(
            folder.resolve("mounts"),
            """
            /dev/vda / ext4 rw 0 0
            proc /cache/jre.building-1/proc proc rw 0 0
            none /cache/jre.building-1/dev/pts devpts rw 0 0
            tmpfs /cache/jre.building-12/tmp tmpfs rw 0 0
            none /my\\040cache/a\\134b\\043/proc proc rw 0 0
            """);
    assertThat(WholeFile.mountsBelow(Path.of("/cache/jre.building-1"), table))
        .containsExactly("/cache/jre.building-1/proc", "/cache/jre.building-1/dev/pts");
    assertThat(WholeFile.mountsBelow(Path.of("/my cache"), table))
        .containsExactly("/my cache/a\\b#/proc");
    assertThat(WholeFile.mountsBelow(Path.of("/my"), table)).isEmpty();
  }

  @Test
  void removesAFolderInWhichNothingIsMounted() throws IOException {
    Path gone = Files.createDirectories(folder.resolve("gone/deeper"));
    Files.writeString(gone.resolve("file"), "text");
    WholeFile.delete(folder.resolve("gone"));
    assertThat(folder.resolve("gone")).doesNotExist();
  }
}
