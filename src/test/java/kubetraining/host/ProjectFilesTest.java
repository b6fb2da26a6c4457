package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectFilesTest {
  @TempDir private Path folder;

  @Test
  void whatPeopleWroteIsFoundAndNothingElse() throws IOException {
    for (String each :
        ("b.yaml deep/a.yaml .DS_Store ._b.yaml .b.yaml.swp b.yaml~ #b.yaml# b.yaml.orig Thumbs.db"
                + " .idea/c.yaml __MACOSX/b.yaml")
            .split(" ")) {
      Files.createDirectories(folder.resolve(each).getParent());
      Files.writeString(folder.resolve(each), each);
    }
    Files.createSymbolicLink(folder.resolve(".#b.yaml"), Path.of("ann@host.4711:17"));
    Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("b.yaml"));

    assertThat(ProjectFiles.below(folder))
        .containsExactly(
            folder.resolve("b.yaml"), folder.resolve("deep/a.yaml"), folder.resolve("link.yaml"));
    assertThat(ProjectFiles.in(folder))
        .containsExactly(
            folder.resolve("b.yaml"), folder.resolve("deep"), folder.resolve("link.yaml"));
  }

  @Test
  void aProjectMayItselfLieInAHiddenFolder() throws IOException {
    Path hidden = Files.createDirectories(folder.resolve(".work/features~"));
    Files.writeString(hidden.resolve("a.feature"), "Feature: a");

    assertThat(ProjectFiles.below(hidden)).containsExactly(hidden.resolve("a.feature"));
  }
}
