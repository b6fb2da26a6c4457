package kubetraining.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kubetraining.certificate.Certificate;
import kubetraining.certificate.SampleRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest extends TypedCommands {
  @TempDir Path folder;
  private Certificate certificate;

  @BeforeEach
  void certify() throws IOException {
    certificate = new SampleRun(folder).certify();
  }

  @Test
  void whatIsAsItWasSignedByAnExpectedKeyIsAttested() throws IOException {
    String zip = certificate.zip().toString();
    String key = "--key=" + certificate.fingerprint();

    assertThat(verify(zip, key)).isZero();
    assertThat(out.toString()).startsWith("ATTESTED: " + zip).contains("is the one you named");
    assertThat(verify(zip, key, "--require=CERTIFIED")).isZero();
    assertThat(
            verify(
                certificate.folder().toString(), key, "--features=" + folder.resolve("features")))
        .isZero();
    assertThat(verify(zip, "--trust=" + trusting(certificate.fingerprint() + " Ada Lovelace")))
        .isZero();
    assertThat(out.toString()).contains("as that of Ada Lovelace");
  }

  @Test
  void whatIsTooLargeOrNoFileIsALineLikeOthersAndTheOthersAreChecked() throws Exception {
    String good = certificate.zip().toString();
    Path huge = Files.createDirectory(folder.resolve("huge"));
    try (var file = new RandomAccessFile(huge.resolve("progress.md").toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    // Four times the same: each is small enough.
    Path repeating = folder.resolve("repeating.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(repeating))) {
      for (int i = 0; i < 4; i++) {
        var entry = new ZipEntry("file" + i);
        byte[] content = new byte[20 << 20];
        var crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    }

    for (String each : List.of(huge.toString(), repeating.toString(), "/dev/null")) {
      out.getBuffer().setLength(0);
      assertThat(verify("--any-key", "--csv", each, good)).isEqualTo(2);
      assertThat(out.toString())
          .containsPattern("no certificate is that large|neither a folder nor a file")
          .contains("\"" + good + "\",\"yes\"");
    }
  }

  @Test
  void aKeyThatNobodyKnowsIsNoSuccessUnlessAnyWillDo() throws IOException {
    String zip = certificate.zip().toString();

    assertThat(verify(zip)).isEqualTo(4);
    assertThat(out.toString())
        .startsWith("NOT ATTESTED: " + zip + " is as it was signed, but not what you asked for")
        .contains("nobody here knows the key " + certificate.fingerprint())
        .doesNotContain("Trust nothing");
    assertThat(verify(zip, "--trust=" + trusting("# nobody\n\nSHA256:" + "A".repeat(43))))
        .isEqualTo(4);
    assertThat(verify(zip, "--any-key")).isZero();
    assertThat(out.toString()).contains("is UNKNOWN here, anybody could have made it");
  }

  @Test
  void eachReasonToRefuseHasItsOwnExitCode() throws IOException {
    String zip = certificate.zip().toString();
    String key = "--key=" + certificate.fingerprint();
    new SampleRun(folder.resolve("mine"));
    Path guide = folder.resolve("mine/features");
    Files.writeString(guide.resolve("04-more.feature"), "Feature: more\n");

    assertThat(verify(zip, "--key=SHA256:" + "A".repeat(43))).isEqualTo(3);
    assertThat(verify(zip, key, "--require=FAILED")).isEqualTo(5);
    assertThat(out.toString()).contains("it is CERTIFIED, not FAILED, which you require");
    assertThat(verify(zip, key, "--features=" + guide)).isEqualTo(6);
    assertThat(verify(zip, key, "--challenge=blue heron")).isEqualTo(7);
    assertThat(out.toString()).contains("challenge: there is none", "you asked for 'blue heron'");
    assertThat(verify(zip, "--any-key", "--require=FAILED")).isEqualTo(5);
    assertThat(verify(zip, "--require=FAILED")).as("the key is asked for first").isEqualTo(4);
    Files.writeString(certificate.folder().resolve("progress.md"), "# DONE!\n");
    assertThat(verify(certificate.folder().toString(), "--require=FAILED")).isEqualTo(1);
    assertThat(out.toString())
        .contains("NOT ATTESTED: " + certificate.folder() + " is not as it was signed.")
        .contains("  - progress.md: it was changed: 8 bytes instead of 7");
  }

  @Test
  void whatCannotBeCheckedIsNoVerdict() throws IOException {
    String zip = certificate.zip().toString();
    assertThat(verify()).isEqualTo(2);
    assertThat(verify("nowhere.zip")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no certificate in nowhere.zip");
    assertThat(verify(zip, "--key=nobody")).isEqualTo(2);
    assertThat(verify(zip, "--require=PERFECT")).isEqualTo(2);
    assertThat(verify(zip, "--any-key", "--key=" + certificate.fingerprint())).isEqualTo(2);
    assertThat(verify(zip, "--trust=" + trusting("Ada Lovelace"))).isEqualTo(2);
    assertThat(err.toString()).contains("line 1: 'Ada' is not a fingerprint");
    assertThat(verify(zip, "--features=" + certificate.folder().resolve("evidence"))).isEqualTo(2);
    assertThat(err.toString()).contains("there is no feature file in");
  }

  @Test
  void keysThatOthersMayHaveWrittenAreTrustedByNobody() throws IOException {
    String zip = certificate.zip().toString();
    var trusted = trusting(certificate.fingerprint() + " Ada Lovelace");
    Files.setPosixFilePermissions(trusted, PosixFilePermissions.fromString("rw-rw-r--"));

    assertThat(verify(zip, "--trust=" + trusted)).isEqualTo(2);
    assertThat(err.toString()).contains("others can write to " + trusted, "chmod go-w");

    Files.setPosixFilePermissions(trusted, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(verify(zip, "--trust=" + trusted)).isEqualTo(2);
    assertThat(err.toString()).contains("others can write to " + folder);
  }

  @Test
  void ofManyATableIsMadeAndCopiesAreTold() throws IOException {
    String zip = certificate.zip().toString();
    String folderOfIt = certificate.folder().toString();
    Path broken = Files.writeString(folder.resolve("=broken.zip"), "no zip");

    assertThat(verify(zip, folderOfIt, broken.toString(), "--any-key")).isEqualTo(1);
    assertThat(out.toString().lines().toList().get(0))
        .startsWith("certificate")
        .contains("who", "challenge", "verdict", "sections", "key");
    assertThat(out.toString())
        .contains("CERTIFIED  2 of 2    " + certificate.fingerprint())
        .contains("run: it is the same run as in " + zip)
        .contains("manifest.json: it is missing");
    assertThat(verify(zip, folderOfIt, "--any-key")).isEqualTo(9);
    assertThat(verify(zip, "nowhere.zip", "--any-key")).isEqualTo(2);
    assertThat(verify(zip, "--csv", "--key=" + certificate.fingerprint())).isZero();
  }

  @Test
  void aTableForProgramsIsQuotedAndNoSpreadsheetTakesANameForAFormula() throws IOException {
    Path broken = Files.writeString(folder.resolve("a\"b.zip"), "no zip");

    assertThat(verify(broken.toString(), "=1+1", "--csv")).isEqualTo(2);
    var lines = out.toString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .isEqualTo(
            "\"certificate\",\"attested\",\"who\",\"challenge\",\"verdict\",\"sections\",\"key\",\"faults\"");
    assertThat(lines.get(1)).startsWith("\"" + folder + "/a\"\"b.zip\",\"no\",");
    assertThat(lines.get(2)).startsWith("\"'=1+1\",\"no\",").contains("there is no certificate");
  }

  private Path trusting(String lines) throws IOException {
    var file = Files.writeString(folder.resolve("trusted"), lines + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private int verify(String... arguments) {
    return type(Stream.concat(Stream.of("verify"), Stream.of(arguments)).toArray(String[]::new));
  }
}
