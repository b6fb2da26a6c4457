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
import java.util.Optional;
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

  /** An entry of a tar with what is in it. */
  private record Read(TarArchiveEntry entry, String text) {}

  private static Map<String, Read> entries(byte[] tar) throws IOException {
    var entries = new LinkedHashMap<String, Read>();
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var read = new Read(entry, new String(in.readAllBytes(), UTF_8));
        assertThat(entries.put(entry.getName(), read)).as("twice: " + entry.getName()).isNull();
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
    assertThat(entries.get("usr/local/bin/tool").entry().getLongUserId()).isZero();
    assertThat(entries.get("usr/local/bin/tool").entry().getMode() & 0777).isEqualTo(0755);
    assertThat(entries.get("home/ubuntu/spark/run").entry().getLongUserId()).isEqualTo(1000);
    assertThat(entries.get("home/ubuntu/spark/run").entry().getMode() & 0777).isEqualTo(0750);
    assertThat(entries.get("usr/share/spark/run").entry().getMode() & 0777)
        .as("whatever file mask it was made under here, all may use what is root's there")
        .isEqualTo(0755);
    assertThat(entries.get("home/ubuntu/spark/link").entry().getLinkName()).isEqualTo("run");
  }

  @Test
  void filesFollowTheRootFileSystemInOneTar() throws IOException {
    Path root = tar("root.tar", Map.of("./etc/hostname", "\0".repeat(700)));
    var out = new ByteArrayOutputStream();
    try (var tar = LabTar.after(root, out)) {
      tar.add("/etc/hostname.d/tool", 0755, "tool");
      tar.add("/opt/tool", 0755, "tool");
    }
    assertThat(entries(out.toByteArray()).keySet())
        .contains("./etc/hostname", "etc/hostname.d/", "opt/", "opt/tool");
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
    CombinedImages.write(
        List.of(image("one:1", "{\"of\":1}"), image("two:1", "{\"of\":2}")), out, "images.tar");
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
    assertThatThrownBy(
            () -> CombinedImages.write(List.of(broken), new ByteArrayOutputStream(), "x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("one.tar")
        .hasMessageContaining("manifest.json");
  }

  @Test
  void aFailureOfTheWriterIsTheCauseAndNotWhatTheReaderSaw() {
    assertThatThrownBy(
            () ->
                TarStream.read(
                    out -> {
                      throw new IOException("no space left");
                    },
                    in -> {
                      assertThat(in).isEmpty();
                      throw new IllegalStateException("unexpected end");
                    }))
        .hasRootCauseMessage("no space left");
  }

  @Test
  void thatNobodyReadsOnIsNoCause() {
    var refused = new IllegalStateException("refused");
    assertThatThrownBy(
            () ->
                TarStream.read(
                    out -> out.write(new byte[1 << 20]),
                    in -> {
                      throw refused;
                    }))
        .isSameAs(refused);
  }

  @Test
  void theFingerprintFollowsThePartsAndTheEngine() throws Exception {
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

  private static Map<String, Read> identity(List<String> resolvers) throws IOException {
    var image = new MachineImage(MachineImage.BARE_REPOSITORY, "f1");
    var out = new ByteArrayOutputStream();
    try (var tar = new LabTar(out, MachineSource.FOLDERS)) {
      MachineSource.bare(image, image, resolvers)
          .identity()
          .addTo(
              tar,
              new CloudInstance("i-1", "running", "10.42.1.4", "subnet-1", Optional.of("key")),
              "ssh-ed25519 AAAA me\n",
              Optional.of("#!/bin/sh\n".getBytes(UTF_8)));
    }
    return entries(out.toByteArray());
  }

  @Test
  void onABareMachineCloudInitFindsKeyNameAndUserDataAndNothingElseIsThere() throws IOException {
    String seed = "var/lib/cloud/seed/";
    var alone = identity(List.of());
    assertThat(alone)
        .containsOnlyKeys(
            seed, seed + "nocloud/", seed + "nocloud/meta-data", seed + "nocloud/user-data");
    assertThat(alone.get(seed + "nocloud/user-data").text()).isEqualTo("#!/bin/sh\n");
    assertThat(alone.get(seed + "nocloud/meta-data").text())
        .isEqualTo(
            """
            instance-id: i-1
            local-hostname: ip-10-42-1-4
            public-keys:
            - "ssh-ed25519 AAAA me"
            """);
    assertThat(
            identity(List.of("192.0.2.1", "192.0.2.2")).get("var/lib/lab-host/resolv.conf").text())
        .isEqualTo("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
    assertThat(MachineOverlay.bare().contents().keySet())
        .as("what makes a container a host, and what cloud images say of themselves")
        .containsExactly(
            "/etc/cloud/cloud.cfg.d/99-lab.cfg 420",
            "/etc/systemd/system/lab-host-setup.service 420",
            "/usr/local/sbin/container-setup 493",
            "/usr/local/sbin/lab-host-setup 493");
  }
}
