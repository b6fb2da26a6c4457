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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import kubetraining.artifact.TinyRecipes;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.carry.SavedArchive;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.artifact.recipe.FileRule;
import kubetraining.artifact.recipe.ImageRecipe;
import kubetraining.artifact.recipe.Json;
import kubetraining.host.Platforms;
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
    assertThat(config.at("/config"))
        .isEqualTo(
            Json.read(
                """
                {"Env": ["A=1", "B=2"], "Entrypoint": ["/tool"], "ExposedPorts": {}, "User": "185",
                 "Labels": {"org.opencontainers.image.description": "rebuilt from package",
                            "org.opencontainers.image.source": "Go module tools",
                            "org.opencontainers.image.version": "v1.2.3"},
                 "Volumes": {}}
                """
                    .getBytes(StandardCharsets.UTF_8),
                JsonNode.class));
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

  private static ImageRecipe image(String base, String path) {
    return new ImageRecipe(
        "example.org/tool:v1.2.3",
        "v1.2.3",
        "Go module tools",
        base,
        List.of(
            new FileRule("tools", "tool", path, "755"),
            new FileRule("tools", "lib", "/opt/lib", "644")),
        List.of(path),
        List.of(),
        Map.of("B", "2", "A", "1"),
        "185",
        "",
        "");
  }

  private Workbench make(ImageRecipe image, String name) throws Exception {
    return TinyRecipes.make(
        folder.resolve(name),
        ImageMaker.of(image),
        Map.of("tools", folder.resolve("tools"), "base-base", folder.resolve("base/out")));
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
            all.put(
                entry.getName().replaceFirst("^\\./", ""),
                entry.isSymbolicLink()
                    ? "to " + entry.getLinkName()
                    : Integer.toOctalString(entry.getMode() & 0777));
          }
        }
      }
    }
    return all;
  }
}
