package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JavaHomeTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));
  @TempDir private static Path folder;
  private static Path checkout;
  private static String withoutJava;

  @BeforeAll
  static void prepare() throws IOException {
    checkout = folder.resolve("checkout");
    Stranger.inCopy(checkout);
    withoutJava = SearchPath.without(folder.resolve("bin"), "java", "javac").toString();
  }

  private static Stranger stranger() {
    // No engine is there, so that nobody waits for one.
    return Stranger.at(checkout).with("DOCKER_HOST", "unix://" + folder.resolve("no.sock"));
  }

  @Test
  void theLauncherTakesTheJavaOfJavaHomeAlsoWhereNoneIsOnThePath() {
    String seen =
        stranger()
            .with("PATH", withoutJava)
            .with("JAVA_HOME", JAVA.toString())
            .training("--version")
            .succeeds();
    assertThat(seen).contains("kube-training");
  }

  @Test
  void whatWeStartRunsWithTheJavaThatWeRunWith() throws IOException {
    String classPath = Files.readString(checkout.resolve("target/training.classpath"));
    var seen =
        stranger()
            .with("PATH", withoutJava)
            .types(
                List.of(
                    JAVA.resolve("bin/java").toString(),
                    "-Dtraining.home=" + checkout,
                    "-cp",
                    checkout.resolve("target/classes") + ":" + classPath,
                    "kubetraining.cli.Training",
                    "doctor"));

    assertThat(seen.output()).containsPattern("found +mvn +Apache Maven");
    assertThat(seen.output()).containsPattern("found +javac +in " + JAVA);
  }

  @ParameterizedTest
  @CsvSource({
    "JAVA_TOOL_OPTIONS,-XX:+UseG1GC",
    "JAVA_TOOL_OPTIONS,-XX:+UseParallelGC",
    "JDK_JAVA_OPTIONS,-XX:+UseG1GC",
    "_JAVA_OPTIONS,-XX:+UseG1GC",
    "_JAVA_OPTIONS,-XX:+UseParallelGC"
  })
  void aGarbageCollectorThatSomebodyHasChosenForAllJavaIsNotInTheWay(
      String variable, String collector) {
    var stranger = stranger().with(variable, collector);

    assertThat(stranger.training("--version").succeeds()).contains("kube-training");
    assertThat(stranger.mvn("surefire:test", "-Dtest=TextsTest").succeeds()).contains("TextsTest");
  }

  @Test
  void aJavaHomeThatPointsToNothingOrToAnOldJavaIsNamedInOneMessage() throws IOException {
    String seen = stranger().with("JAVA_HOME", "/no/such jdk").training("--version").failsWith(2);
    assertThat(seen.lines()).hasSize(1);
    assertThat(seen).contains("JAVA_HOME is '/no/such jdk'", "unset JAVA_HOME");
    Path old = folder.resolve("jdk 11");
    SearchPath.script(old.resolve("bin/java"), "echo 'no class of that version' >&2; exit 1");
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    seen = stranger().with("JAVA_HOME", old.toString()).training("--version").failsWith(2);
    assertThat(seen.lines()).hasSize(1);
    assertThat(seen).contains("bin/java is Java 11", "17 or newer");
  }
}
