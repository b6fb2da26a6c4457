package kubetraining.lab.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import kubetraining.artifact.carry.SavedArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabTarTest {
  @TempDir Path folder;

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
    var entries = Tars.entries(out.toByteArray());
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
    var files = Map.of("./etc/hostname", new byte[700]);
    Path root = new SavedArchive(folder).write("root.tar", files);
    var out = new ByteArrayOutputStream();
    try (var tar = LabTar.after(root, out)) {
      tar.add("/etc/hostname.d/tool", 0755, "tool");
      tar.add("/opt/tool", 0755, "tool");
    }
    assertThat(Tars.entries(out.toByteArray()).keySet())
        .contains("./etc/hostname", "etc/hostname.d/", "opt/", "opt/tool");
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
    var refused = new IllegalStateException("refused");
    assertThatThrownBy(
            () ->
                TarStream.read(
                    out -> out.write(new byte[1 << 20]),
                    in -> {
                      throw refused;
                    }))
        .as("that nobody reads on is no cause")
        .isSameAs(refused);
  }
}
