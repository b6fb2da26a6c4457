package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kubetraining.progress.Progress;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
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
    var made = MadeArtifactsTest.made(recipes, folder.resolve("teacher"), new TinySource());
    made.exportTo(archive);
    exported = made.machineParts();
  }

  @Test
  void whatWasExportedIsWhatIsImported() throws IOException {
    Artifacts.importArchive(settings(), archive);

    Artifacts imported = Artifacts.open(settings(), Wanted.EVERYTHING, Progress.SILENT);
    MachineParts parts = imported.machineParts();
    assertThat(parts.fingerprint()).isEqualTo(exported.fingerprint());
    assertThat(parts.rootFileSystem()).hasSameTextualContentAs(exported.rootFileSystem());
    assertThat(parts.allFiles())
        .extracting(PlacedFile::path)
        .containsExactly("/usr/local/bin/tool", "/usr/share/tool");
    assertThat(parts.allFiles().get(0).source()).isExecutable().content().isEqualTo("content");
    assertThat(parts.allFiles().get(1).source().resolve("inner/page"))
        .content()
        .isEqualTo("content");
    assertThat(parts.allImages())
        .hasSize(2)
        .first()
        .satisfies(
            image -> {
              assertThat(image.reference()).isEqualTo("example.org/tool:v1.2.3");
              assertThat(image.digest()).isEqualTo(exported.allImages().get(0).digest());
              assertThat(image.tar()).content().isEqualTo("example.org/tool:v1.2.3");
            });
    assertThat(imported.list()).extracting(ArtifactEntry::name).contains("server:1");
  }

  @Test
  void autoTakesAnImportThatFitsWithoutLookingAnywhere() {
    Artifacts.importArchive(settings(), archive);

    var auto =
        new ArtifactSettings(
            SourceChoice.AUTO,
            recipes.folder(),
            folder.resolve("pupil"),
            Optional.empty(),
            Optional.empty());
    assertThat(Artifacts.open(auto, Wanted.EVERYTHING, Progress.SILENT).source())
        .isEqualTo(SourceChoice.ARCHIVE);
  }

  @Test
  void aFlippedByteIsFoundAndNothingIsImported() throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    int at = indexOf(bytes, "content");
    bytes[at] ^= 1;
    Files.write(archive, bytes);

    assertThatThrownBy(() -> Artifacts.importArchive(settings(), archive))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("class.tar is damaged")
        .hasMessageContaining("should have SHA-256")
        .hasMessageContaining("The cache is as before");
    assertThat(imports()).isEmpty();
  }

  @Test
  void anArchiveThatEndsEarlyIsFoundAndTheEarlierImportStays() throws IOException {
    Artifacts.importArchive(settings(), archive);
    byte[] bytes = Files.readAllBytes(archive);
    Path half = Files.write(folder.resolve("half.tar"), Arrays.copyOf(bytes, bytes.length / 3));

    assertThatThrownBy(() -> Artifacts.importArchive(settings(), half))
        .hasMessageContaining("half.tar is damaged");
    assertThat(
            Artifacts.open(settings(), Wanted.EVERYTHING, Progress.SILENT)
                .machineParts()
                .fingerprint())
        .isEqualTo(exported.fingerprint());
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no archive at all\n");

    assertThatThrownBy(() -> Artifacts.importArchive(settings(), text))
        .hasMessageContaining("notes.txt is damaged");
    assertThatThrownBy(() -> Artifacts.importArchive(settings(), folder.resolve("absent.tar")))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("absent.tar");
  }

  @Test
  void anArchiveOfOtherRecipesIsRefusedAndTheDifferenceNamed() throws IOException {
    Artifacts.importArchive(settings(), archive);

    recipes.write("tools/go.sum", "h1:def\n");

    assertThatThrownBy(() -> Artifacts.open(settings(), Wanted.EVERYTHING, Progress.SILENT))
        .hasMessageContaining("does not fit the recipes")
        .hasMessageContaining("tools: it has v1.2.3 (recipe ")
        .hasMessageContaining("./training artifacts export FILE");
  }

  @Test
  void anArchiveOfAnotherVersionIsNotCalledDamaged() throws IOException {
    Path other = forged("\"schema\":2", "\"schema\":1");

    assertThatThrownBy(() -> Artifacts.importArchive(settings(), other))
        .isInstanceOf(ArtifactException.class)
        .hasMessageStartingWith("cannot import the archive " + other)
        .hasMessageContaining("its schema is 1, not 2: another version of this project made it")
        .hasMessageContaining("./training artifacts export FILE")
        .hasMessageNotContaining("damaged");
    assertThat(imports()).isEmpty();
  }

  @Test
  void anImportOfAnotherVersionIsOneReasonAndNotOneForEachRecipe() throws IOException {
    Artifacts.importArchive(settings(), archive);
    Path manifest =
        folder.resolve("pupil/artifacts").resolve(imports().get(0)).resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"schema\":2", "\"schema\":1"));
    recipes.write("tools/go.sum", "h1:def\n");

    assertThatThrownBy(() -> Artifacts.open(settings(), Wanted.EVERYTHING, Progress.SILENT))
        .hasMessageContaining("its schema is 1, not 2: another version of this project made it")
        .hasMessageNotContaining("recipe ");
  }

  @Test
  void withoutAnImportTheCureIsNamed() {
    assertThatThrownBy(() -> Artifacts.open(settings(), Wanted.EVERYTHING, Progress.SILENT))
        .hasMessageContaining("no archive was imported into")
        .hasMessageContaining("./training artifacts import FILE");
  }

  @Test
  void aSecondImportTakesThePlaceOfTheFirst() throws IOException {
    Artifacts.importArchive(settings(), archive);
    var other = new TinySource();
    other.content = "changed";
    Path next = folder.resolve("next.tar");
    MadeArtifactsTest.made(recipes, folder.resolve("teacher"), other).exportTo(next);

    Artifacts.importArchive(settings(), next);

    assertThat(
            Artifacts.open(settings(), Wanted.EVERYTHING, Progress.SILENT)
                .machineParts()
                .rootFileSystem())
        .content()
        .isEqualTo("changed");
    assertThat(imports()).hasSize(1);
  }

  @Test
  void namesThatLeadOutOfTheFolderAreRefused() {
    for (String name : List.of("../x", "/etc/passwd", "a/../../x", ".")) {
      assertThatThrownBy(() -> Targets.inside(folder, name)).hasMessageContaining("leads out of");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'rootFileSystem\":\"rootfs.tar', 'rootFileSystem\":\"/etc/hostname'",
    "'rootFileSystem\":\"rootfs.tar', 'rootFileSystem\":\"../../entry.json'",
    "'file\":\"files/00/tool', 'file\":\"/etc/hostname'",
    "'file\":\"files/00/tool', 'file\":\"../../../../../../../../etc/hostname'",
    "'file\":\"files/00/tool', 'file\":\"'",
    "'path\":\"/usr/local/bin/tool', 'path\":\"/usr/../../tool'",
    "'path\":\"/usr/local/bin/tool', 'path\":\"tool'",
    "'mode\":\"0755', 'mode\":\"all'",
    "'file\":\"images/example.org_tool_v1.2.3.tar', 'file\":\"/etc/hostname'",
    "'file\":\"images/server_1.tar', 'file\":\"/etc'"
  })
  void aManifestThatNamesAnythingOutsideOfTheArchiveIsRefused(String honest, String forged)
      throws IOException {
    Path other = forged(honest, forged);

    assertThatThrownBy(() -> Artifacts.importArchive(settings(), other))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("forged.tar is damaged: its manifest ")
        .hasMessageContaining("The cache is as before");
    assertThat(imports()).isEmpty();
  }

  @Test
  void aForgedManifestInTheCacheLeadsNowhereEither() throws IOException {
    Artifacts.importArchive(settings(), archive);
    Path manifest =
        folder.resolve("pupil/artifacts").resolve(imports().get(0)).resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"rootfs.tar\",", "\"/etc/hostname\","));

    assertThatThrownBy(
            () -> Artifacts.open(settings(), Wanted.EVERYTHING, Progress.SILENT).machineParts())
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("names '/etc/hostname', which is none of its files");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "6"})
  void linksAndDevicesInAnArchiveAreRefused(String kind) throws IOException {
    Path other = folder.resolve("forged.tar");
    try (var out = new TarArchiveOutputStream(Files.newOutputStream(other))) {
      var entry = new TarArchiveEntry("files/00/tool", (byte) kind.charAt(0));
      entry.setLinkName("/etc/hostname");
      out.putArchiveEntry(entry);
      out.closeArchiveEntry();
    }

    assertThatThrownBy(() -> Artifacts.importArchive(settings(), other))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("files/00/tool is no plain file");
  }

  /** The archive, with another text in its manifest. */
  private Path forged(String honest, String forged) throws IOException {
    Path other = folder.resolve("forged.tar");
    try (var in = new TarArchiveInputStream(Files.newInputStream(archive));
        var out = new TarArchiveOutputStream(Files.newOutputStream(other))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readAllBytes();
        if (entry.getName().equals(ArchiveManifest.NAME)) {
          String text = new String(bytes, StandardCharsets.UTF_8);
          assertThat(text).contains(honest);
          bytes = text.replace(honest, forged).getBytes(StandardCharsets.UTF_8);
        }
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
      }
    }
    return other;
  }

  private ArtifactSettings settings() {
    return new ArtifactSettings(
        SourceChoice.ARCHIVE,
        recipes.folder(),
        folder.resolve("pupil"),
        Optional.empty(),
        Optional.empty());
  }

  private List<String> imports() throws IOException {
    try (var all = Files.list(folder.resolve("pupil/artifacts"))) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("imported-"))
          .toList();
    }
  }

  private static int indexOf(byte[] bytes, String text) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(at).isPositive();
    return at;
  }
}
