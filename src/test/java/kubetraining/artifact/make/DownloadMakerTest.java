package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kubetraining.artifact.OutwardWays;
import kubetraining.artifact.TinyRecipes;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.Download;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.probe.WebAnswers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror filled from here, and downloads from that mirror. */
final class DownloadMakerTest {
  @TempDir private Path folder;
  private TinyRecipes recipes;
  private Path site;
  @AutoClose private WebAnswers web;

  @BeforeEach
  void fillAMirrorAndServeIt() throws IOException {
    recipes = new TinyRecipes(folder.resolve("recipes"));
    site = folder.resolve("site");
    OutwardWays.fillMirror(recipes, folder, site);
    web = new WebAnswers(site);
  }

  @Test
  void aMirrorHoldsWhatWasBuiltUnderItsHostWithChecksums() {
    assertThat(site.resolve("dl.example.org/v1.2.3/tool-1.2.3.tar.gz.sha256"))
        .content()
        .matches("[0-9a-f]{64}  tool-1.2.3.tar.gz\n");
    Path made = download();
    assertThat(made.resolve("tool")).isExecutable().content().isEqualTo("content");
    assertThat(made.resolve("share/inner/page")).content().isEqualTo("content");
  }

  @Test
  void aPinnedDownloadNeedsNoPublishedChecksumAndIsCheckedHere() throws IOException {
    pin(Sha256.of("content".getBytes(StandardCharsets.UTF_8)));
    OutwardWays.fillMirror(recipes, folder, site);
    assertThat(site.resolve("dl.example.org/v1.2.3/page")).content().isEqualTo("content");
    assertThat(site.resolve("dl.example.org/v1.2.3/page.sha256")).doesNotExist();

    assertThat(download().resolve("share/inner/page")).content().isEqualTo("content");

    pin("0".repeat(64));
    assertThatThrownBy(this::download)
        .hasMessageContaining("page does not match its checksum: downloads.json says 000");
  }

  private void pin(String sha256) throws IOException {
    recipes.write(
        "downloads.json",
        Texts.of(
            """
            [{"artifact": "tools", "url": "https://dl.example.org/{version}/page", "sha256": "%s",
              "folder": "share/inner"}]
            """,
            sha256));
  }

  private Path download() {
    return OutwardWays.download(recipes, folder, URI.create(web.url()));
  }

  @Test
  void whatIsMissingDamagedOrOtherThanToldIsRefusedByName() throws IOException {
    recipes.write(
        "downloads.json",
        Files.readString(recipes.folder().resolve("downloads.json")).replace("bin/tool", "bin/t"));
    assertThatThrownBy(this::download)
        .hasMessageContaining("tool-1.2.3.tar.gz does not contain [tool-v1.2.3/bin/t]");
    Path file = site.resolve("dl.example.org/v1.2.3/tool-1.2.3.tar.gz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(this::download)
        .isInstanceOf(ArtifactException.class)
        .hasMessageContainingAll(
            "v1.2.3/tool-1.2.3.tar.gz does not match its checksum", "It was not kept");
    Files.delete(file);
    assertThatThrownBy(this::download)
        .hasMessageContaining("tool-1.2.3.tar.gz could not be downloaded: the site answered 404")
        .hasMessageContaining("-Dartifacts.source=packages");
    assertThatThrownBy(() -> new Download("tools", "https://x.example/a", ".md5", "", "", Map.of()))
        .hasMessageContaining("checksum '.md5' is none of");
  }
}
