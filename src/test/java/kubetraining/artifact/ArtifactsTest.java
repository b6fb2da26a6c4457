package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.artifact.cache.PlacedFile;
import kubetraining.artifact.make.TinySource;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.progress.Phases;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public final class ArtifactsTest {
  @TempDir private Path folder;
  private TinyRecipes recipes;
  private final TinySource source = new TinySource();

  @BeforeEach
  void writeRecipes() throws IOException {
    recipes = new TinyRecipes(folder.resolve("recipes"));
  }

  @Test
  void machinesGetRootFileSystemFilesAndImages() {
    MachineParts parts = recipes.made(folder, source).machineParts();

    assertThat(parts.rootFileSystem()).content().isEqualTo("content");
    assertThat(parts.allFiles())
        .extracting(PlacedFile::path, PlacedFile::mode)
        .containsExactly(tuple("/usr/local/bin/tool", "0755"), tuple("/usr/share/tool", "0644"));
    assertThat(parts.allFiles())
        .extracting(PlacedFile::source)
        .allSatisfy(path -> assertThat(path).exists());
    assertThat(parts.allImages())
        .extracting(ImageArchive::reference)
        .containsExactly("example.org/tool:v1.2.3", "server:1");
  }

  @Test
  void anImageIsHadAloneByItsShortOrItsFullName() {
    var artifacts = recipes.made(folder, source);

    assertThat(artifacts.image("server:1").reference()).isEqualTo("server:1");
    assertThat(artifacts.image("docker.io/library/server:1"))
        .isEqualTo(artifacts.image("server:1"));
    assertThat(source.made).hasValue(1);
    assertThatThrownBy(() -> artifacts.image("nobody/knows:1"))
        .hasMessageContaining("has no image 'nobody/knows:1'");
  }

  @Test
  void whatIsCachedIsListedNotMadeAgainAndNotTalkedAbout() {
    var artifacts = recipes.made(folder, source);
    assertThat(artifacts.list()).isNotEmpty().noneMatch(ArtifactEntry::cached);
    artifacts.image("server:1");
    assertThat(artifacts.list())
        .filteredOn(ArtifactEntry::cached)
        .extracting(ArtifactEntry::name, ArtifactEntry::bytes)
        .containsExactly(tuple("image-server-1", (long) "server:1".length()));
    artifacts.machineParts();
    List<String> phases = Collections.synchronizedList(new ArrayList<>());
    int before = source.made.get();
    recipes.made(folder, source, Wanted.EVERYTHING, telling(phases)).machineParts();
    assertThat(source.made).hasValue(before);
    assertThat(phases).isEmpty();
  }

  @Test
  void theFingerprintChangesWithTheContentOnly() {
    String first = recipes.made(folder.resolve("a"), source).machineParts().fingerprint();
    String again = recipes.made(folder.resolve("b"), source).machineParts().fingerprint();
    source.content = "changed";
    String changed = recipes.made(folder.resolve("b"), source).machineParts().fingerprint();

    assertThat(again).isEqualTo(first);
    assertThat(changed).isNotEqualTo(first);
  }

  /** Keeps the names of phases, and what is noted. */
  public static Progress telling(List<String> said) {
    return new Progress() {
      @Override
      public <T> T phase(String name, Callable<T> work) {
        said.add(name);
        return Phases.call(name, work);
      }

      @Override
      public void note(String line) {
        said.add(line);
      }
    };
  }
}
