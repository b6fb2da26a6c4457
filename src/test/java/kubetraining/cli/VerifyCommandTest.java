package kubetraining.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import kubetraining.certificate.Certificate;
import kubetraining.certificate.SampleRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Certificate certificate;

  @BeforeEach
  void certify() throws IOException {
    certificate = new SampleRun(folder).certify();
  }

  @Test
  void whatIsAsItWasSignedIsAttested() {
    assertThat(verify(certificate.zip().toString())).isZero();
    assertThat(out.toString()).startsWith("ATTESTED: " + certificate.zip());
    assertThat(
            verify(
                certificate.folder().toString(),
                "--key=" + certificate.fingerprint(),
                "--features=" + folder.resolve("features")))
        .isZero();
  }

  @Test
  void whatWasChangedIsNamed() throws IOException {
    Files.writeString(certificate.folder().resolve("progress.md"), "# DONE!\n");

    assertThat(verify(certificate.folder().toString())).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("NOT ATTESTED")
        .contains("  - progress.md: it was changed: 8 bytes instead of 7");
    assertThat(verify(certificate.zip().toString(), "--key=SHA256:" + "A".repeat(43))).isEqualTo(1);
  }

  @Test
  void whatCannotBeCheckedIsNoVerdict() {
    assertThat(verify()).isEqualTo(2);
    assertThat(verify("nowhere.zip")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no certificate in nowhere.zip");
    assertThat(verify(certificate.zip().toString(), "--key=nobody")).isEqualTo(2);
    assertThat(
            verify(
                certificate.zip().toString(),
                "--features=" + certificate.folder().resolve("evidence")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("there is no feature file in");
  }

  private int verify(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "verify";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Training.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
