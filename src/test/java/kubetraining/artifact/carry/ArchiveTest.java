package kubetraining.artifact.carry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import kubetraining.artifact.ArtifactEntry;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.TinyRecipes;
import kubetraining.artifact.cache.EntryCache;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.cache.MachineParts;
import kubetraining.artifact.make.Tars;
import kubetraining.artifact.make.TinySource;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.SourceChoice;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.host.Sha256;
import kubetraining.progress.Progress;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchiveTest {
  @TempDir private Path folder;
  private TinyRecipes recipes;
  private Path archive;
  private MachineParts exported;

  @BeforeEach
  void export() throws IOException {
    recipes = new TinyRecipes(folder.resolve("recipes"));
    archive = folder.resolve("class.tar");
    var made = recipes.made(folder.resolve("teacher"), new TinySource());
    made.exportTo(archive);
    exported = made.machineParts();
  }

  @Test
  void aPlaceWhereNoArchiveCanBeWrittenIsRefusedBeforeAnythingIsMade() {
    var made = recipes.made(folder.resolve("other"), new TinySource());
    for (Path place : List.of(folder, archive.resolve("inside.tar"))) {
      assertThatThrownBy(() -> made.exportTo(place))
          .isInstanceOf(ArtifactException.class)
          .hasMessageStartingWith("cannot write the archive " + place);
    }
    assertThat(folder.resolve("other/artifacts")).doesNotExist();
  }

  @Test
  void whatWasExportedIsWhatIsImportedAndAutoTakesItWithoutLookingAnywhere() {
    take(archive);
    Artifacts imported = open(SourceChoice.AUTO);
    MachineParts parts = imported.machineParts();
    assertThat(parts.fingerprint()).isEqualTo(exported.fingerprint());
    assertThat(parts.rootFileSystem()).hasSameTextualContentAs(exported.rootFileSystem());
    assertThat(parts.allFiles().get(0).source()).isExecutable().content().isEqualTo("content");
    assertThat(parts.allFiles().get(1).source().resolve("inner/page")).hasContent("content");
    assertThat(parts.allImages()).hasSize(2);
    assertThat(parts.allImages().get(0))
        .returns("example.org/tool:v1.2.3", ImageArchive::reference)
        .returns(exported.allImages().get(0).digest(), ImageArchive::digest)
        .satisfies(image -> assertThat(image.tar()).hasContent("example.org/tool:v1.2.3"));
    assertThat(imported.list()).filteredOn(ArtifactEntry::cached).hasSize(4);
    assertThatThrownBy(imported::rehearsalParts).hasMessageContaining("rehearsal of AWS");
  }

  @Test
  void onlyWhatMachinesGetIsInIt() throws IOException {
    assertThat(SavedArchive.read(archive).keySet())
        .anyMatch(name -> name.matches("tools-imported-[0-9a-f]{16}/tool"))
        .noneMatch(name -> name.matches("tools-.*rootfs.tar"));
  }

  @Test
  void aFlippedByteIsFoundAndNothingIsImported() throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("content\0")] ^= 1;
    Files.write(archive, bytes);

    assertThatThrownBy(() -> take(archive))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll("class.tar is damaged", "should have SHA-256")
        .hasMessageContaining("The cache is as before");
    assertThat(imports()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "schema\":3, schema\":2, 'its schema is 2, not 3: another version of this project made it'",
    "architecture\":\"a, architecture\":\"xa, made for xa"
  })
  void anArchiveForOthersIsNotCalledDamaged(String honest, String other, String why)
      throws IOException {
    Path forged = forged(honest, other, Map.of());

    assertThatThrownBy(() -> take(forged))
        .isInstanceOf(ArtifactException.class)
        .hasMessageStartingWith("cannot import the archive " + forged)
        .hasMessageContainingAll(why, "./training artifacts export FILE")
        .hasMessageNotContaining("damaged");
    assertThat(imports()).isEmpty();
  }

  @Test
  void aSecondImportTakesThePlaceOfTheFirst() throws IOException {
    take(archive);
    recipes.write("machine/extra", "more");
    var other = new TinySource();
    other.content = "changed";
    Path next = folder.resolve("next.tar");
    recipes.made(folder.resolve("teacher"), other).exportTo(next);

    take(next);

    assertThat(open(SourceChoice.ARCHIVE).machineParts().rootFileSystem())
        .content()
        .isEqualTo("changed");
    assertThat(imports()).hasSize(4);
  }

  @Test
  void namesThatLeadOutOfTheFolderAreRefused() {
    for (String name : List.of("../x", "/etc/passwd", "a/../../x", ".")) {
      assertThatThrownBy(() -> Tars.inside(folder, name)).hasMessageContaining("leads outside");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rootfs.tar", "machine-0123456789abcdef/rootfs.tar", "a/b/entry.json"})
  void whatIsOfNoEntryIsRefused(String name) throws IOException {
    String more = "\"files\":{\"" + name + "\":\"" + Sha256.of(new byte[0]) + "\",";
    Path other = forged("\"files\":{", more, Map.of(name, new byte[0]));
    assertThatThrownBy(() -> take(other))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("forged.tar is damaged: its file " + name + " does not belong to any")
        .hasMessageContaining("The cache is as before");
    assertThat(imports()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "6"})
  void linksAndDevicesInAnArchiveAreRefused(String kind) throws IOException {
    Path other = folder.resolve("forged.tar");
    try (var out = new TarArchiveOutputStream(Files.newOutputStream(other))) {
      var entry = new TarArchiveEntry("tools-imported-0/tool", (byte) kind.charAt(0));
      entry.setLinkName("/etc/hostname");
      out.putArchiveEntry(entry);
      out.closeArchiveEntry();
    }

    assertThatThrownBy(() -> take(other))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("tools-imported-0/tool is not a plain file");
  }

  /** The archive, with another text in its manifest, and with files more. */
  private Path forged(String honest, String forged, Map<String, byte[]> more) throws IOException {
    Map<String, byte[]> files = SavedArchive.read(archive);
    String manifest = new String(files.remove("manifest.json"), StandardCharsets.UTF_8);
    assertThat(manifest).contains(honest);
    files.putAll(more);
    files.put("manifest.json", manifest.replace(honest, forged).getBytes(StandardCharsets.UTF_8));
    return new SavedArchive(folder).write("forged.tar", files);
  }

  private void take(Path file) {
    Artifacts.importArchive(recipes.settings(SourceChoice.ARCHIVE, pupil()), file);
  }

  private Artifacts open(SourceChoice source) {
    return Artifacts.open(recipes.settings(source, pupil()), Wanted.EVERYTHING, Progress.SILENT);
  }

  private Path pupil() {
    return folder.resolve("pupil");
  }

  private List<String> imports() {
    return new EntryCache(pupil())
        .entries("").stream().filter(id -> id.contains("-imported-")).toList();
  }

  @Test
  void whatEndsEarlyIsNoArchiveOrIsNotThereIsNamedAndTheEarlierImportStays() throws IOException {
    take(archive);
    byte[] bytes = Files.readAllBytes(archive);
    Path half = Files.write(folder.resolve("half.tar"), Arrays.copyOf(bytes, bytes.length / 3));
    assertThatThrownBy(() -> take(half)).hasMessageContaining("half.tar is damaged");
    Path text = Files.writeString(folder.resolve("notes.txt"), "no archive at all\n");
    assertThatThrownBy(() -> take(text)).hasMessageContaining("notes.txt is damaged");
    assertThatThrownBy(() -> take(folder.resolve("absent.tar")))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("absent.tar");
    assertThat(open(SourceChoice.ARCHIVE).machineParts().fingerprint())
        .isEqualTo(exported.fingerprint());
  }

  @Test
  void withoutAnImportOrWithOneOfOtherRecipesTheCureIsNamed() throws IOException {
    assertThatThrownBy(() -> open(SourceChoice.ARCHIVE))
        .hasMessageContainingAll(
            "no archive was imported into", "./training artifacts import FILE");
    take(archive);
    recipes.write("tools/go.sum", "h1:def\n");
    assertThatThrownBy(() -> open(SourceChoice.ARCHIVE))
        .hasMessageContaining("does not match the recipes")
        .hasMessageContaining("tools: it has v1.2.3 (recipe ")
        .hasMessageContaining("./training artifacts export FILE");
  }
}
