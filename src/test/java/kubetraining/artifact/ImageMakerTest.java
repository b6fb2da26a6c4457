package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
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

    JsonNode config = config(bench);
    assertThat(config.at("/config/Labels/org.opencontainers.image.source").asText())
        .isEqualTo("Go module tools");
    assertThat(config.at("/config/Labels/org.opencontainers.image.version").asText())
        .isEqualTo("v1.2.3");
    assertThat(config.at("/config/Labels/org.opencontainers.image.description").asText())
        .isEqualTo("rebuilt from package");
    assertThat(config.at("/config/Entrypoint/0").asText()).isEqualTo("/tool");
    assertThat(config.at("/config/Env")).extracting(JsonNode::asText).containsExactly("A=1", "B=2");
    assertThat(config.at("/config/User").asText()).isEqualTo("185");
    assertThat(config.at("/architecture").asText()).isEqualTo(Platforms.architecture());
    assertThat(layers(bench)).containsEntry("tool", 0755).containsEntry("opt/lib/deep/a.jar", 0644);
    assertThat(layers(bench)).doesNotContainKey("opt/lib/entry.json");
  }

  @Test
  void itCarriesTheNamePublicRegistriesUse() throws Exception {
    Workbench bench = make(image("scratch", "/tool"), "one");

    assertThat(tar(bench).get("manifest.json")).asString().contains("example.org/tool:v1.2.3");
    assertThat(bench.facts()).containsEntry("reference", "example.org/tool:v1.2.3");
  }

  @Test
  void theSameContentGivesTheSameDigest() throws Exception {
    String first = make(image("scratch", "/tool"), "one").facts().get("digest");
    String second = make(image("scratch", "/tool"), "two").facts().get("digest");

    assertThat(first).startsWith("sha256:").hasSize(71).isEqualTo(second);
  }

  @Test
  void changedContentGivesAnotherDigest() throws Exception {
    String before = make(image("scratch", "/tool"), "one").facts().get("digest");

    Files.writeString(folder.resolve("tools/tool"), "#!/bin/sh\nexit 1\n");

    assertThat(make(image("scratch", "/tool"), "two").facts().get("digest")).isNotEqualTo(before);
  }

  @Test
  void aBaseKeepsItsSymbolicLinks() throws Exception {
    wrapBase();

    Workbench bench = make(image("base", "/usr/local/bin/tool"), "one");

    assertThat(layers(bench)).containsKeys("bin", "usr/bin/sh", "usr/local/bin/tool");
    assertThat(links(bench)).containsEntry("bin", "usr/bin");
    assertThat(config(bench).at("/rootfs/diff_ids")).hasSize(3);
  }

  @Test
  void aFileThatWouldReplaceALinkedFolderOfTheBaseIsRefused() throws Exception {
    wrapBase();

    assertThatThrownBy(() -> make(image("base", "/bin/tool"), "one"))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("/bin/tool would hide a folder of its base; use /usr/bin/tool");
  }

  private static ImageRecipe image(String base, String path) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("B", "2");
    environment.put("A", "1");
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
        environment,
        "185",
        "",
        "");
  }

  private Workbench make(ImageRecipe image, String name) throws Exception {
    Workbench bench =
        bench(name, Map.of("tools", folder.resolve("tools"), "base-base", folder.resolve("base")));
    new ImageMaker(image).make(bench);
    return bench;
  }

  private void wrapBase() throws Exception {
    Path rootfs = Files.createDirectories(folder.resolve("rootfs"));
    try (var tar =
        new TarArchiveOutputStream(Files.newOutputStream(rootfs.resolve(RootfsMaker.TAR)))) {
      var link = new TarArchiveEntry("./bin", TarConstants.LF_SYMLINK);
      link.setLinkName("usr/bin");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
      var shell = new TarArchiveEntry("./usr/bin/sh");
      shell.setSize(1);
      tar.putArchiveEntry(shell);
      tar.write('x');
      tar.closeArchiveEntry();
    }
    Workbench bench = bench("base", Map.of("base", rootfs));
    new BaseImageMaker("base").make(bench);
    Files.move(bench.output(), folder.resolve("base"));
  }

  private Workbench bench(String name, Map<String, Path> needs) throws IOException {
    var artifact = new Artifact(name, "1", "test", name, List.of(), new BaseImageMaker("unused"));
    return new Workbench(
        artifact,
        Files.createDirectories(folder.resolve(name + "-work/out")),
        Files.createDirectories(folder.resolve(name + "-work/scratch")),
        needs,
        new Commands(name, folder.resolve("log")));
  }

  private static Map<String, byte[]> tar(Workbench bench) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (var tar =
        new TarArchiveInputStream(Files.newInputStream(bench.output().resolve(ImageMaker.TAR)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), tar.readAllBytes());
      }
    }
    return files;
  }

  private static JsonNode config(Workbench bench) throws IOException {
    return new ObjectMapper().readTree(tar(bench).get("config.json"));
  }

  private static Map<String, Integer> layers(Workbench bench) throws IOException {
    Map<String, Integer> modes = new TreeMap<>();
    for (TarArchiveEntry entry : entries(bench)) {
      modes.put(nameOf(entry), entry.getMode() & 0777);
    }
    return modes;
  }

  private static Map<String, String> links(Workbench bench) throws IOException {
    Map<String, String> links = new TreeMap<>();
    for (TarArchiveEntry entry : entries(bench)) {
      if (entry.isSymbolicLink()) {
        links.put(nameOf(entry), entry.getLinkName());
      }
    }
    return links;
  }

  private static String nameOf(TarArchiveEntry entry) {
    return entry.getName().replaceFirst("^\\./", "");
  }

  private static List<TarArchiveEntry> entries(Workbench bench) throws IOException {
    List<TarArchiveEntry> entries = new ArrayList<>();
    for (var file : tar(bench).entrySet()) {
      if (file.getKey().endsWith(".tar.gz")) {
        InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(file.getValue()));
        try (var layer = new TarArchiveInputStream(gzip)) {
          for (var entry = layer.getNextEntry(); entry != null; entry = layer.getNextEntry()) {
            entries.add(entry);
          }
        }
      }
    }
    return entries;
  }
}
