package kubetraining.lab.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kubetraining.artifact.ImageArchive;
import kubetraining.artifact.MachineParts;
import kubetraining.host.Texts;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineFilesTest {
  private static final String LAYER = "a".repeat(64) + ".tar.gz";

  @TempDir Path folder;

  private static Map<String, TarArchiveEntry> entries(byte[] tar) throws IOException {
    var entries = new LinkedHashMap<String, TarArchiveEntry>();
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertThat(entries.put(entry.getName(), entry)).as("twice: " + entry.getName()).isNull();
      }
    }
    return entries;
  }

  private Path tar(String name, Map<String, String> files) throws IOException {
    Path path = folder.resolve(name);
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(path))) {
      for (var file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        byte[] content = file.getValue().getBytes(UTF_8);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return path;
  }

  @Test
  void filesBelongToRootAndThoseAtHomeToUbuntu() throws IOException {
    Path jars = Files.createDirectories(folder.resolve("spark/jars")).getParent();
    Path script = Files.writeString(jars.resolve("run"), "x");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
    Files.createSymbolicLink(jars.resolve("link"), Path.of("run"));
    var out = new ByteArrayOutputStream();
    try (var tar = new LabTar(out, Set.of("/home", "/usr", "/usr/local", "/usr/local/bin"))) {
      tar.add("/usr/local/bin/tool", 0755, "tool".getBytes(UTF_8));
      tar.addFolder("/home/ubuntu/spark", jars);
      tar.addFolder("/usr/share/spark", jars);
    }
    var entries = entries(out.toByteArray());
    assertThat(entries.keySet())
        .as("folders that exist are not repeated, missing ones are made before their files")
        .containsExactly(
            "usr/local/bin/tool",
            "home/ubuntu/",
            "home/ubuntu/spark/",
            "home/ubuntu/spark/jars/",
            "home/ubuntu/spark/link",
            "home/ubuntu/spark/run",
            "usr/share/",
            "usr/share/spark/",
            "usr/share/spark/jars/",
            "usr/share/spark/link",
            "usr/share/spark/run");
    assertThat(entries.get("usr/local/bin/tool").getLongUserId()).isZero();
    assertThat(entries.get("usr/local/bin/tool").getMode() & 0777).isEqualTo(0755);
    assertThat(entries.get("home/ubuntu/spark/run").getLongUserId()).isEqualTo(1000);
    assertThat(entries.get("home/ubuntu/spark/run").getMode() & 0777).isEqualTo(0750);
    assertThat(entries.get("usr/share/spark/run").getMode() & 0777)
        .as("whatever file mask it was made under here, all may use what is root's there")
        .isEqualTo(0755);
    assertThat(entries.get("home/ubuntu/spark/link").getLinkName()).isEqualTo("run");
  }

  @Test
  void filesFollowTheRootFileSystemInOneTar() throws IOException {
    var root = RootFileSystem.read(tar("root.tar", Map.of("./etc/hostname", "\0".repeat(700))));
    var out = new ByteArrayOutputStream();
    root.writeTo(out);
    try (var tar = new LabTar(out, root.paths())) {
      tar.add("/opt/tool", 0755, "tool".getBytes(UTF_8));
    }
    assertThat(root.paths()).contains("/etc/hostname");
    assertThat(entries(out.toByteArray())).containsOnlyKeys("./etc/hostname", "opt/", "opt/tool");
  }

  private ImageArchive image(String reference, String config) throws IOException {
    return new ImageArchive(
        reference,
        tar(
            reference.replace(':', '_') + ".tar",
            Map.of(
                "config.json",
                config,
                LAYER,
                "the layer they share",
                "manifest.json",
                Texts.of(
                    "[{\"Config\":\"config.json\",\"RepoTags\":[\"x:1\"],\"Layers\":[\"%s\"]}]",
                    LAYER))),
        "sha256:0",
        "1",
        "a test");
  }

  @Test
  void aLayerThatImagesShareIsCarriedOnce() throws IOException {
    var out = new ByteArrayOutputStream();
    new CombinedImages(List.of(image("one:1", "{\"of\":1}"), image("two:1", "{\"of\":2}")))
        .writeTo(out, "images.tar");
    try (var outer = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(outer.getNextEntry().getName()).isEqualTo("images.tar");
      byte[] inner = outer.readAllBytes();
      assertThat(entries(inner)).hasSize(4);
      assertThat(new String(inner, UTF_8))
          .containsOnlyOnce("the layer they share")
          .contains("{\"of\":1}")
          .contains("{\"of\":2}")
          .contains("[\"one:1\"]")
          .contains("[\"two:1\"]");
    }
  }

  @Test
  void anArchiveThatIsNoImageIsNamed() throws IOException {
    var broken =
        new ImageArchive("one:1", tar("one.tar", Map.of("a", "b")), "sha256:0", "1", "a test");
    assertThatThrownBy(() -> new CombinedImages(List.of(broken)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("one.tar")
        .hasMessageContaining("manifest.json");
  }

  @Test
  void aFailureOfTheWriterIsTheCauseAndNotWhatTheReaderSaw() throws IOException {
    try (var stream =
        new TarStream(
            "test",
            out -> {
              throw new IOException("no space left");
            })) {
      assertThat(stream.input().readAllBytes()).isEmpty();
      assertThat(stream.cause(new IllegalStateException("unexpected end")))
          .hasRootCauseMessage("no space left");
    }
  }

  @Test
  void thatNobodyReadsOnIsNoCause() throws IOException {
    var refused = new IllegalStateException("refused");
    try (var stream = new TarStream("test", out -> out.write(new byte[1 << 20]))) {
      assertThat(stream.input().read()).isZero();
      assertThat(stream.cause(refused)).isSameAs(refused);
      assertThat(refused.getSuppressed()).singleElement().isInstanceOf(IOException.class);
    }
  }

  @Test
  void theFingerprintFollowsThePartsAndTheEngine() {
    var pause =
        new ImageArchive("registry.k8s.io/pause:3.10.2", folder, "sha256:0", "3.10.2", "a test");
    var parts = new MachineParts(folder, List.of(), "f1", List.of(), List.of(pause), List.of());
    var other = new MachineParts(folder, List.of(), "f2", List.of(), List.of(pause), List.of());
    String name = MachineImage.pauseImage(parts);
    var restricted =
        MachineOverlay.ready(EngineCapabilitiesTest.capabilities(false, 1, 1L << 40), name);
    var ordinary =
        MachineOverlay.ready(EngineCapabilitiesTest.capabilities(true, 2, 1L << 40), name);
    assertThat(MachineImage.of(parts, restricted)).isEqualTo(MachineImage.of(parts, restricted));
    assertThat(MachineImage.of(parts, restricted)).isNotEqualTo(MachineImage.of(other, restricted));
    assertThat(MachineImage.of(parts, restricted)).isNotEqualTo(MachineImage.of(parts, ordinary));
    assertThat(String.join("", restricted.contents().values()))
        .contains("sandbox = 'registry.k8s.io/pause:3.10.2'")
        .contains("restrict_oom_score_adj = true")
        .contains("SystemdCgroup = false")
        .contains("LimitNOFILE=20000")
        .doesNotContain("@PAUSE@", "@OPEN_FILES@");
  }
}
