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
  @TempDir Path folder;

  @Test
  void namesInAZipDoNotPaintOverTheRefusal() throws IOException {
    Path zip = folder.resolve("certificate.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(PAINT));
      out.write(1);
      out.closeEntry();
      out.putNextEntry(new ZipEntry("manifest.json"));
      out.write(("{\"schema\": \"" + "\\u001b[2JATTESTED\\r\\n" + "\"}").getBytes(UTF_8));
      out.closeEntry();
    }

    assertRefusedInWords(Stranger.here().training("verify", zip.toString()));
  }

  @Test
  void namesOfFilesInAFolderDoNotEither() throws IOException {
    Path bundle = Files.createDirectory(folder.resolve("certificate"));
    Files.writeString(bundle.resolve("manifest.json"), "{");
    Files.writeString(bundle.resolve("\u001b[2J\nATTESTED\r"), "");

    assertRefusedInWords(Stranger.here().training("verify", bundle.toString()));
  }

  private static void assertRefusedInWords(Stranger.Outcome seen) {
    assertThat(seen.exitCode()).isNotZero();
    assertThat(seen.output()).startsWith("NOT ATTESTED");
    assertThat(seen.output().lines().skip(1)).noneMatch(line -> line.startsWith("ATTESTED"));
    assertThat(seen.output().chars().filter(sign -> sign != '\n').filter(Character::isISOControl))
        .as("signs that a terminal obeys, in %s", seen.output())
        .isEmpty();
    assertThat(seen.output()).doesNotContain("\u202e");
  }
}
