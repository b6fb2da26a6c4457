package kubetraining.artifact.carry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.TinyRecipes;
import kubetraining.artifact.cache.EntryCache;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.artifact.make.TinySource;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.ArtifactSettings;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.host.Platforms;
import kubetraining.host.WholeFile;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that no source has, brought in archives that other programs wrote. */
final class ImportedImagesTest {
  private static final String BOARD = "docker.io/boards/board:1";

  @TempDir private Path folder;
  private TinyRecipes recipes;
  private SavedArchive saved;

  @BeforeEach
  void writeRecipes() throws IOException {
    recipes = new TinyRecipes(folder.resolve("recipes"));
    saved = new SavedArchive(Files.createDirectories(folder.resolve("saved")));
  }

  @Test
  void theLayoutOfTheOpenContainerInitiativeAndACompressedArchiveServeToo() throws Exception {
    Path tar = saved.docker(BOARD, Platforms.architecture());
    Path gz = folder.resolve("saved.tar.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      Files.copy(tar, out);
    }

    assertThat(bring(gz)).containsExactly(BOARD);
    List<String> first = cached();
    assertThat(first).singleElement().asString().startsWith("image-board-1-imported-");
    WholeFile.delete(folder.resolve("cache"));
    assertThat(bring(saved.oci(BOARD))).containsExactly(BOARD);
    assertThat(cached()).isEqualTo(first);
  }

  @Test
  void anImageOfAnotherNameIsRefusedAndTheNamesAreTold() throws Exception {
    Path archive = saved.docker("boards/board:2", Platforms.architecture());

    assertThatThrownBy(() -> bring(archive))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll("boards/board:2", BOARD, "docker tag");
    assertThat(made().unavailable()).containsOnlyKeys(BOARD);
  }

  @Test
  void anImageForOtherMachinesIsRefused() throws Exception {
    Path archive = saved.docker(BOARD, "s390x");

    assertThatThrownBy(() -> bring(archive))
        .hasMessageContaining("is made for s390x, but machines here are")
        .hasMessageContaining("--platform linux/" + Platforms.architecture());
  }

  private List<String> bring(Path archive) {
    return Artifacts.importArchive(settings(SourceChoice.PACKAGES, "cache"), archive);
  }

  private Artifacts made() {
    return recipes.made(folder.resolve("cache"), new TinySource());
  }

  private ArtifactSettings settings(SourceChoice source, String cache) {
    return recipes.settings(source, folder.resolve(cache));
  }

  private List<String> cached() {
    return new EntryCache(folder.resolve("cache")).entries("");
  }

  @Test
  void anImageThatWasSavedIsHadThenWhateverTheSource() throws Exception {
    MachineParts without = made().machineParts();
    assertThat(bring(saved.docker("boards/board:1", Platforms.architecture())))
        .containsExactly(BOARD);
    assertThat(made().unavailable()).isEmpty();
    MachineParts with = made().machineParts();
    assertThat(with.fingerprint())
        .as("machines get it without a new image of theirs")
        .isEqualTo(without.fingerprint());
    assertThat(made().images()).isEqualTo(with.allImages());
    ImageArchive image = made().image("boards/board:1");
    assertThat(with.allImages()).contains(image);
    assertThat(image.reference()).isEqualTo(BOARD);
    assertThat(image.digest()).startsWith("sha256:");
    assertThat(image.source()).isEqualTo("imported from saved.tar");
    Map<String, byte[]> files = SavedArchive.read(image.tar());
    assertThat(files.get("manifest.json")).asString().contains("\"boards/board:1\"");
    assertThat(files.get("config.json")).asString().contains("/run.sh", "\"472\"");
  }

  @Test
  void aSecondImportTakesThePlaceOfTheFirstUnlessItIsDamaged() throws Exception {
    bring(saved.docker(BOARD, Platforms.architecture()));
    List<String> first = cached();
    Path other = saved.user(BOARD, "100");
    assertThatThrownBy(() -> bring(saved.damaged(other, ".*\\.tar\\.gz")))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("damaged.tar is damaged: layer");
    Path damaged = saved.damaged(saved.oci(BOARD), "blobs/sha256/.*");
    assertThatThrownBy(() -> bring(damaged)).hasMessageContaining("damaged.tar is damaged");
    Map<String, byte[]> files = SavedArchive.read(saved.user(BOARD, "100"));
    files.keySet().removeIf(name -> name.endsWith(".tar.gz"));
    Path archive = saved.write("short.tar", files);
    assertThatThrownBy(() -> bring(archive)).hasMessageContaining("but does not have it");
    assertThat(cached()).isEqualTo(first);
    bring(saved.user(BOARD, "100"));
    assertThat(cached()).hasSize(1).isNotEqualTo(first);
  }

  @Test
  void itIsHadBesideAnImportedArchiveThatLacksItAndIsPartOfTheNextExport() throws Exception {
    Path archive = folder.resolve("class.tar");
    made().exportTo(archive);
    var pupil = settings(SourceChoice.ARCHIVE, "pupil");
    Artifacts.importArchive(pupil, archive);
    Artifacts without = Artifacts.open(pupil, Wanted.EVERYTHING, Progress.SILENT);
    assertThat(without.unavailable().get(BOARD))
        .contains("the imported archive does not have it", "artifacts import FILE");
    Path board = saved.docker(BOARD, Platforms.architecture());
    Artifacts.importArchive(pupil, board);
    Artifacts with = Artifacts.open(pupil, Wanted.EVERYTHING, Progress.SILENT);
    assertThat(with.unavailable()).isEmpty();
    assertThat(with.image(BOARD).reference()).isEqualTo(BOARD);
    assertThat(with.machineParts().fingerprint()).isEqualTo(without.machineParts().fingerprint());
    bring(board);
    made().exportTo(archive);
    var next = settings(SourceChoice.ARCHIVE, "next");
    assertThat(Artifacts.importArchive(next, archive)).isEmpty();
    Artifacts imported = Artifacts.open(next, Wanted.EVERYTHING, Progress.SILENT);
    assertThat(imported.unavailable()).isEmpty();
    assertThat(imported.image(BOARD).digest()).isEqualTo(made().image(BOARD).digest());
  }
}
