package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import kubetraining.artifact.TinyRecipes;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.carry.SavedArchive;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.Json;
import kubetraining.host.Platforms;
import kubetraining.host.Texts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageMakerTest {
  @TempDir private Path folder;

  @BeforeEach
  void makeTheTool() throws IOException {
    Files.createDirectories(folder.resolve("tools/lib/deep"));
    Files.writeString(folder.resolve("tools/tool"), "#!/bin/sh\n");
    Files.writeString(folder.resolve("tools/lib/deep/a.jar"), "jar");
    Files.writeString(folder.resolve("tools/entry.json"), "{}");
  }

  @Test
  void anImageFromScratchHoldsItsFilesAndSaysWhereItIsFrom() throws Exception {
    Workbench bench = make(image("scratch", "/tool"), "one");
    assertThat(tar(bench).get("manifest.json")).asString().contains("example.org/tool:v1.2.3");
    assertThat(bench.facts()).containsEntry("reference", "example.org/tool:v1.2.3");
    JsonNode config = config(bench);
    assertThat(config.at("/architecture").asText()).isEqualTo(Platforms.architecture());
    String expected =
        """
        {"Env": ["A=1", "B=2"], "Entrypoint": ["/tool"], "ExposedPorts": {}, "User": "185",
         "Labels": {"org.opencontainers.image.description": "rebuilt from package",
                    "org.opencontainers.image.source": "Go module tools",
                    "org.opencontainers.image.version": "v1.2.3"},
         "Volumes": {}}
        """;
    byte[] bytes = expected.getBytes(StandardCharsets.UTF_8);
    assertThat(config.at("/config")).isEqualTo(Json.read(bytes, JsonNode.class));
    assertThat(layers(bench))
        .containsEntry("tool", "755")
        .containsEntry("opt/lib/deep/a.jar", "644")
        .doesNotContainKey("opt/lib/entry.json");
  }

  @Test
  void theDigestIsOfTheContentAndOfNothingElse() throws Exception {
    String first = make(image("scratch", "/tool"), "one").facts().get("digest");
    String second = make(image("scratch", "/tool"), "two").facts().get("digest");
    assertThat(first).startsWith("sha256:").hasSize(71).isEqualTo(second);

    Files.writeString(folder.resolve("tools/tool"), "#!/bin/sh\nexit 1\n");

    assertThat(make(image("scratch", "/tool"), "three").facts().get("digest")).isNotEqualTo(first);
  }

  private static ImageRecipe image(String base, String path) throws IOException {
    String recipe =
        """
        {"reference": "example.org/tool:v1.2.3", "version": "v1.2.3", "source": "Go module tools",
         "base": "%1$s", "entrypoint": ["%2$s"], "environment": {"B": "2", "A": "1"}, "user": "185",
         "files": [{"artifact": "tools", "file": "tool", "path": "%2$s", "mode": "755"},
                   {"artifact": "tools", "file": "lib", "path": "/opt/lib", "mode": "644"}]}
        """;
    byte[] bytes = Texts.of(recipe, base, path).getBytes(StandardCharsets.UTF_8);
    return Json.read(bytes, ImageRecipe.class);
  }

  private Workbench make(ImageRecipe image, String name) throws Exception {
    var needs = Map.of("tools", folder.resolve("tools"), "base-base", folder.resolve("base/out"));
    return TinyRecipes.make(folder.resolve(name), ImageMaker.of(image), needs);
  }

  private void wrapBase() throws Exception {
    Path rootfs = Files.createDirectories(folder.resolve("rootfs"));
    try (var tar = Tars.writer(rootfs.resolve(RootfsMaker.TAR))) {
      var link = new TarArchiveEntry("./bin", TarConstants.LF_SYMLINK);
      link.setLinkName("usr/bin");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      Tars.add(tar, "./usr/bin/sh", new byte[] {'x'});
    }
    TinyRecipes.make(folder.resolve("base"), ImageMaker.base("base"), Map.of("base", rootfs));
  }

  private static Map<String, byte[]> tar(Workbench bench) throws IOException {
    return SavedArchive.read(bench.output().resolve(ImageArchive.TAR));
  }

  private static JsonNode config(Workbench bench) throws IOException {
    return Json.read(tar(bench).get("config.json"), JsonNode.class);
  }

  @Test
  void aBaseKeepsItsSymbolicLinksAndNoFileMayHideThem() throws Exception {
    wrapBase();
    Workbench bench = make(image("base", "/usr/local/bin/tool"), "one");
    assertThat(layers(bench))
        .containsEntry("bin", "to usr/bin")
        .containsKeys("usr/bin/sh", "usr/local/bin/tool");
    assertThat(config(bench).at("/rootfs/diff_ids")).hasSize(3);
    assertThatThrownBy(() -> make(image("base", "/bin/tool"), "two"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("/bin/tool would hide a folder of its base; use /usr/bin/tool");
  }

  /** What is in the layers of an image: modes of files, and where links lead. */
  private static Map<String, String> layers(Workbench bench) throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (var file : tar(bench).entrySet()) {
      if (file.getKey().endsWith(".tar.gz")) {
        InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(file.getValue()));
        try (var layer = Tars.reader(gzip)) {
          for (var entry = layer.getNextEntry(); entry != null; entry = layer.getNextEntry()) {
            String mode = Integer.toOctalString(entry.getMode() & 0777);
            String to = "to " + entry.getLinkName();
            String name = entry.getName().replaceFirst("^\\./", "");
            all.put(name, entry.isSymbolicLink() ? to : mode);
          }
        }
      }
    }
    return all;
  }
}
