package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kubetraining.host.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkout in which nothing is compiled yet, on computers that lack something for it. */
final class LauncherNeedsTest {
  private static final String VERSION =
      "[ \"$1\" = -version ] && echo 'Apache Maven 3.9.9 (abc)' && exit";
  private static final Path HERE = Path.of("").toAbsolutePath();

  @TempDir private Path folder;
  private Stranger stranger;

  @BeforeEach
  void prepare() throws IOException {
    Path checkout = folder.resolve("checkout");
    Files.createDirectories(checkout.resolve("src/main"));
    for (String each : List.of("training", "pom.xml")) {
      Files.copy(HERE.resolve(each), checkout.resolve(each), StandardCopyOption.COPY_ATTRIBUTES);
    }
    stranger = Stranger.at(checkout);
  }

  private SearchPath path(String... without) throws IOException {
    var path = SearchPath.without(folder.resolve("bin"), without);
    stranger.with("PATH", path.toString());
    return path;
  }

  private static void fails(Stranger.Outcome seen, String words) {
    assertThat(seen.failsWith(2)).contains(words, "Cure: ").doesNotContain("Exception", "\tat ");
  }

  @Test
  void aFailureOfMavenIsToldWithThePlaceOfItsLog() throws IOException {
    path("mvn").with("mvn", VERSION, "echo '[INFO] a'; echo '[ERROR] no network'; exit 1");

    var seen = stranger.training("status");

    Path log = stranger.checkout().resolve("reports/log/compile.log");
    assertThat(seen.failsWith(2))
        .contains("Maven could not compile the project: [ERROR] no network", log.toString());
    assertThat(log).content().contains("[INFO] a");
  }

  @Test
  void whereAllIsThereItCompilesAndGoesOn() throws IOException {
    String target = stranger.checkout().resolve("target").toString();
    path("mvn")
        .with(
            "mvn",
            VERSION,
            "mkdir -p '" + target + "'",
            Texts.of(
                "cp -a '%s/target/classes' '%s/target/training.classpath' '%s'",
                HERE, HERE, target));

    String seen = stranger.training("--version").succeeds();
    assertThat(seen).contains("compiling the project", "kube-training");

    var again = stranger.training("--version");
    assertThat(again.output()).doesNotContain("compiling");

    // Somebody has emptied the local repository of Maven.
    Files.writeString(stranger.checkout().resolve("target/training.classpath"), "/gone/a.jar");
    String third = stranger.training("--version").succeeds();
    assertThat(third).contains("compiling the project", "kube-training");
  }

  @Test
  void aFolderThatIsGoneAndALogOfSomebodyElseAreToldInOneLine() throws IOException {
    path();
    String training = stranger.checkout().resolve("training").toString();
    Path gone = Files.createDirectory(folder.resolve("gone"));
    var left =
        List.of("sh", "-c", "/bin/rmdir \"$0\"; exec \"$1\" status", gone.toString(), training);
    String seen = stranger.in(gone).types(left).failsWith(2);
    assertThat(seen).contains("training: the folder you are in is gone").doesNotContain("java.");

    // Not even root can write to a folder as to a file.
    Files.createDirectories(stranger.checkout().resolve("reports/log/compile.log"));
    seen = stranger.in(stranger.checkout()).training("status").failsWith(2);
    assertThat(seen.lines()).hasSize(1);
    assertThat(seen).contains("cannot write to " + stranger.checkout());
  }

  @Test
  void ofTwoAtOnceOneCompilesAndTheOtherWaits() throws IOException {
    Path target = stranger.checkout().resolve("target");
    path("mvn")
        .with(
            "mvn",
            VERSION,
            Texts.of("echo compiled >> '%s/times'; mkdir -p '%s'; sleep 2", folder, target),
            Texts.of("cp -a '%s/target/classes' '%s'", HERE, target),
            Texts.of("cp -a '%s/target/training.classpath' '%s'", HERE, target));

    var other = CompletableFuture.supplyAsync(() -> stranger.training("--version"));
    stranger.training("--version").succeeds();
    other.join().succeeds();
    assertThat(folder.resolve("times")).hasContent("compiled");
  }

  @Test
  void doctorTellsAllThatIsMissingWithTheCureAndAnyOtherCommandTheFirst() throws IOException {
    path("java", "javac", "mvn", "go");
    String seen = stranger.training("doctor").failsWith(1);
    assertThat(seen)
        .containsPattern("MISSING +java +not on the path, and JAVA_HOME is not set")
        .containsPattern("MISSING +maven +not on the path")
        .containsPattern("missing +go +not found")
        .contains("cure: install a JDK, 17 or newer", "cure: install Maven 3.8 or newer")
        .contains("cure: needed to make artifacts: install Go 1.21 or newer");
    fails(stranger.training("status"), "java: not on the path, and JAVA_HOME is not set");
  }

  @Test
  void aJavaThatIsTooOldOrHasNoCompilerIsNotEnough() throws IOException {
    path("java").with("java", "echo 'openjdk version \"1.8.0_292\"' >&2");
    fails(stranger.training("status"), "bin/java is Java 8");
    Path jre = folder.resolve("jre 17");
    SearchPath.script(jre.resolve("bin/java"), "exit 1");
    Files.writeString(jre.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
    stranger.with("JAVA_HOME", jre.toString());
    fails(stranger.training("status"), "javac: the Java in " + jre + " has no compiler");
  }

  @Test
  void mavenIsMissingOrTooOldOrBroken() throws IOException {
    var path = path("mvn");
    fails(stranger.training("status"), "maven: not on the path");
    path.with("mvn", "echo 'Apache Maven 3.6.3'");
    fails(stranger.training("status"), "bin/mvn is Apache Maven 3.6.3");
    path.with("mvn", "echo 'no such thing' >&2; exit 3");
    fails(stranger.training("status"), "bin/mvn -version' says: no such thing");
  }
}
