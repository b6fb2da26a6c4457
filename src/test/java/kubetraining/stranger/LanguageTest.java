package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import kubetraining.certificate.SampleRun;
import kubetraining.certificate.Verifier;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A computer that speaks another language: other digits, other small letters, other messages. */
final class LanguageTest {
  private static final String PERSIAN =
      "-Duser.language=fa -Duser.country=IR -Duser.timezone=Asia/Tehran";
  private static final String ARABIC = "-Duser.language=ar -Duser.country=EG";
  private static final String TURKISH = "-Duser.language=tr -Duser.country=TR";

  @TempDir Path folder;

  @Test
  void onAPersianComputerARangeIsFoundAndCertificatesPagesAndChartsAreAsEverywhere() {
    String seen =
        Stranger.inCopy(folder.resolve("checkout"))
            .with("JAVA_TOOL_OPTIONS", PERSIAN)
            .mvn(
                "surefire:test",
                "-Dtest=PersianComputer,FreeRangeTest,CertificateTest,TamperTest,SeriesChartTest,"
                    + "PageTest,TextsTest")
            .succeeds();
    assertThat(seen).contains("PersianComputer", "FreeRangeTest", "CertificateTest");
  }

  @ParameterizedTest
  @ValueSource(strings = {PERSIAN, ARABIC, TURKISH})
  void aCertificateIsTheSameToTheByteWhereverItIsWrittenAndReadAndTheDoctorCountsInOurDigits(
      String language) throws IOException {
    var here = new SampleRun(folder).certify();
    byte[] written = Files.readAllBytes(here.zip());
    var there = Stranger.here().with("JAVA_TOOL_OPTIONS", language);

    var verified = there.training("verify", "--any-key", here.zip().toString());
    assertThat(verified.succeeds()).contains("ATTESTED: ").doesNotContain("NOT ATTESTED");

    Files.delete(here.zip());
    there.java(List.of(), SampleRun.class, folder.toString()).succeeds();
    assertThat(here.zip()).hasBinaryContent(written);
    assertThat(Verifier.plain().verify(here.zip()).attested()).isTrue();

    var doctor = there.training("doctor");
    assertThat(doctor.output()).contains("found ").containsPattern("[0-9] [GM]B");
    String said = verified.output() + doctor.output();
    assertThat(said.codePoints().filter(LanguageTest::foreignDigit)).isEmpty();
  }

  private static boolean foreignDigit(int sign) {
    return sign > 127 && Character.isDigit(sign);
  }

  @Test
  void theProgramsWeStartSpeakEnglishOnAGermanComputer() throws IOException {
    Path seen = folder.resolve("seen");
    SearchPath.script(
        folder.resolve("go"), Texts.of("echo \"$LC_ALL ${LANGUAGE-unset}\" > '%s'; exit 1", seen));

    Stranger.here()
        .with("PATH", folder + ":" + Stranger.path())
        .with("LANG", "de_DE.UTF-8")
        .with("LC_ALL", "de_DE.UTF-8")
        .with("LANGUAGE", "de:fr")
        .training("doctor");

    assertThat(seen).content().isEqualTo("C.UTF-8 unset\n");
  }

  @Test
  void theBuildForbidsToAskTheComputerForItsLanguage() throws IOException {
    var stranger = Stranger.inCopy(folder.resolve("checkout"));
    Path source = folder.resolve("Asking.java");
    Files.writeString(
        source,
        """
        class Asking {
          String words = "%d".formatted(1);
          ProcessBuilder program = new ProcessBuilder("git");
        }
        """);
    String classes = stranger.checkout().resolve("target/classes").toString();
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, "-d", classes, source.toString())).isZero();

    var seen = stranger.mvn("forbiddenapis:check@main-on-any-computer");

    assertThat(seen.exitCode()).as(seen.output()).isNotZero();
    assertThat(seen.output())
        .contains("String#formatted", "in Asking (Asking.java:2)")
        .contains("use kubetraining.host.Programs", "in Asking (Asking.java:3)");
  }
}
