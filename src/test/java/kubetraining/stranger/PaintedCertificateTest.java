package kubetraining.stranger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody is sent a certificate that is made to lie to their screen. */
final class PaintedCertificateTest {
  private static final String PAINT =
      "\u001b[2J\u001b[HATTESTED: certificate.zip, verdict CERTIFIED\r\n\u001b[8m\u009b0m\b\u202e";

  @Test
  void namesInAZipOrAFolderDoNotPaintOverTheRefusal(@TempDir Path folder) throws IOException {
    Path zip = folder.resolve("certificate.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(PAINT));
      out.putNextEntry(new ZipEntry("manifest.json"));
      out.write("{\"schema\": \"\\u001b[2JATTESTED\\r\\n\"}".getBytes(UTF_8));
    }
    Path bundle = Files.createDirectory(folder.resolve("certificate"));
    Files.writeString(bundle.resolve("manifest.json"), "{");
    Files.writeString(bundle.resolve("\u001b[2J\nATTESTED\r"), "");
    for (Path painted : new Path[] {zip, bundle}) {
      var seen = Stranger.here().training("verify", painted.toString());
      assertThat(seen.exitCode()).isNotZero();
      assertThat(seen.output()).startsWith("NOT ATTESTED").doesNotContain("\u202e");
      assertThat(seen.output().lines().skip(1)).noneMatch(line -> line.startsWith("ATTESTED"));
      assertThat(seen.output().chars().filter(sign -> sign != '\n').filter(Character::isISOControl))
          .as("signs that a terminal obeys, in %s", seen.output())
          .isEmpty();
    }
  }
}
