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
import kubetraining.progress.Phases;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MadeArtifactsTest {
  @TempDir private Path folder;
  private TinyRecipes recipes;
  private TinySource source;

  @BeforeEach
  void writeRecipes() throws IOException {
    recipes = new TinyRecipes(folder.resolve("recipes"));
    source = new TinySource();
  }

  @Test
  void machinesGetRootFileSystemFilesAndImages() {
    MachineParts parts = made(recipes, folder, source).machineParts();

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
  void anImageAloneTakesNothingElse() {
    made(recipes, folder, source).image("server:1");

    assertThat(source.made).hasValue(1);
  }

  @Test
  void anImageIsHadByItsShortOrItsFullName() {
    var artifacts = made(recipes, folder, source);

    assertThat(artifacts.image("server:1").reference()).isEqualTo("server:1");
    assertThat(artifacts.image("docker.io/library/server:1"))
        .isEqualTo(artifacts.image("server:1"));
    assertThatThrownBy(() -> artifacts.image("nobody/knows:1"))
        .hasMessageContaining("has no image 'nobody/knows:1'");
  }

  @Test
  void whatIsCachedIsNotMadeAgainAndNotTalkedAbout() {
    made(recipes, folder, source).machineParts();
    List<String> phases = Collections.synchronizedList(new ArrayList<>());
    int before = source.made.get();

    new MadeArtifacts(
            SourceChoice.PACKAGES,
            new Catalog(recipes.book(), Wanted.EVERYTHING, source),
            new Workshop(new EntryCache(folder), telling(phases)),
            new ImportedImages(folder, recipes.book()))
        .machineParts();

    assertThat(source.made).hasValue(before);
    assertThat(phases).isEmpty();
  }

  @Test
  void theFingerprintChangesWithTheContentOnly() {
    String first = made(recipes, folder.resolve("a"), source).machineParts().fingerprint();
    String again = made(recipes, folder.resolve("b"), source).machineParts().fingerprint();
    source.content = "changed";
    String changed = made(recipes, folder.resolve("b"), source).machineParts().fingerprint();

    assertThat(again).isEqualTo(first);
    assertThat(changed).isNotEqualTo(first);
  }

  @Test
  void theListTellsWhatIsThere() {
    var artifacts = made(recipes, folder, source);
    assertThat(artifacts.list()).isNotEmpty().noneMatch(ArtifactEntry::cached);

    artifacts.image("server:1");

    assertThat(artifacts.list())
        .filteredOn(ArtifactEntry::cached)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.name()).isEqualTo("image-server-1");
              assertThat(entry.bytes()).isEqualTo("server:1".length());
            });
  }

  static MadeArtifacts made(TinyRecipes recipes, Path cache, TinySource source) {
    return new MadeArtifacts(
        SourceChoice.PACKAGES,
        new Catalog(recipes.book(), Wanted.EVERYTHING, source),
        new Workshop(new EntryCache(cache), Progress.SILENT),
        new ImportedImages(cache, recipes.book()));
  }

  static Progress telling(List<String> phases) {
    return new Progress() {
      @Override
      public <T> T phase(String name, Callable<T> work) {
        phases.add(name);
        return Phases.call(name, work);
      }

      @Override
      public void awaiting(String what) {}

      @Override
      public void note(String line) {}
    };
  }
}
