package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kubetraining.certificate.Certificate;
import kubetraining.certificate.SampleRun;
import kubetraining.host.Folders;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody has a certificate, Java and {@code training.jar}, and no project. To pack the jar takes
 * Maven half a minute; so this starts just those classes and libraries that the pom packs, or the
 * jar itself, if it is named by {@code -Djar.file}.
 */
final class TrainingJarTest {
  private static final Path CLASSES = Path.of("target/classes");
  @TempDir Path folder;
  private Path empty;
  private Certificate certificate;
  private Stranger reader;
  private List<String> started;

  @BeforeEach
  void certify() throws Exception {
    certificate = new SampleRun(folder.resolve("run")).certify();
    empty = Files.createDirectory(folder.resolve("empty"));
    reader = Stranger.at(empty).with("HOME", empty.toString()).without("LANG");
    started = started();
  }

  @Test
  void aCertificateIsVerifiedInAnEmptyFolderByJavaAlone() throws IOException {
    String zip = certificate.zip().toString();
    String good =
        verify(zip, "--key", certificate.fingerprint(), "--require", "CERTIFIED").succeeds();

    assertThat(good).startsWith("ATTESTED: " + zip).contains("is the one you named");
    assertThat(verify(zip).exitCode()).as("a key that nobody knows").isEqualTo(4);
    String guide = folder.resolve("run/features").toString();
    assertThat(verify(zip, "--any-key", "--features", guide).exitCode()).isZero();
    String table = verify(zip, certificate.folder().toString(), "--any-key", "--csv").failsWith(9);
    assertThat(table).startsWith("\"certificate\",").contains("it is the same run");
    Files.writeString(certificate.folder().resolve("progress.md"), "# DONE!\n");
    String bad = verify(certificate.folder().toString(), "--any-key").failsWith(1);
    assertThat(bad).startsWith("NOT ATTESTED").contains("progress.md: it was changed");
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void whatIsMistypedIsToldAndExplained() {
    String missing = verify("nowhere.zip", "--any-key").failsWith(2);
    assertThat(missing).isEqualTo("training: there is no certificate in nowhere.zip\n");
    assertThat(java("up").output())
        .startsWith("training: Unmatched argument at index 0: 'up'")
        .endsWith("'java -jar training.jar --help' explains it.\n");
    assertThat(java("verify", "--help").output())
        .contains("Usage: java -jar training.jar verify", "java -jar training.jar verify handed-in")
        .doesNotContain("./training");
  }

  private Stranger.Outcome verify(String... arguments) {
    return java(Stranger.command("verify", List.of(), arguments).toArray(String[]::new));
  }

  private Stranger.Outcome java(String... arguments) {
    String java = System.getProperty("java.home") + "/bin/java";
    return reader.types(Stranger.command(java, started, arguments));
  }

  private List<String> started() throws Exception {
    String jar = System.getProperty("jar.file", "");
    if (!jar.isEmpty()) {
      return List.of("-jar", Path.of(jar).toAbsolutePath().toString());
    }
    var shade =
        Jsoup.parse(Files.readString(Path.of("pom.xml")), Parser.xmlParser())
            .selectFirst("configuration:has(> artifactSet)");
    var packed = new ArrayList<String>();
    packed.add(classes(shade.selectFirst("filter").select("include").eachText()).toString());
    var patterns = shade.select("artifactSet include").eachText();
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(each -> patterns.stream().anyMatch(pattern -> isOf(pattern, each)))
        .forEach(packed::add);
    assertThat(packed).as("libraries of %s", patterns).hasSizeGreaterThan(patterns.size());
    String main = shade.selectFirst("mainClass").text();
    return List.of("-cp", String.join(File.pathSeparator, packed), main);
  }

  // As in a local repository: group/artifact/version/artifact-version.jar.
  private static boolean isOf(String pattern, String jar) {
    String[] parts = pattern.split(":");
    String artifact = parts[1].equals("*") ? "[^/]*" : parts[1];
    return jar.matches(".*/" + parts[0].replace('.', '/') + "/" + artifact + "/[^/]*/[^/]*\\.jar");
  }

  private static boolean matches(String glob, String name) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(name));
  }

  private Path classes(List<String> patterns) throws IOException {
    Path target = folder.resolve("classes");
    for (String name : Folders.filesOf(CLASSES)) {
      if (patterns.stream().anyMatch(one -> matches(one, name))) {
        Folders.copy(CLASSES.resolve(name), target.resolve(name));
      }
    }
    return target;
  }
}
