package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who knows none of the commands, and asks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandLineTest {
  /** Presses the tab key after the words that it is given, as bash does it. */
  private static final String TAB =
      """
      set -e
      source <(./training generate-completion)
      compopt() { :; } # works only while a person types
      tab() {
        read -ra COMP_WORDS <<< "$1"
        [[ $1 == *' ' ]] && COMP_WORDS+=('')
        COMP_LINE=$1 COMP_POINT=${#1} COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
        local how
        how=$(complete -p "${COMP_WORDS[0]##*/}")
        [[ $how =~ '-F '([^ ]+) ]]
        "${BASH_REMATCH[1]}" "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" || true
        echo "$1> ${COMPREPLY[*]}"
      }
      """;

  private Stranger stranger;
  private Path checkout;

  @BeforeAll
  void copy(@TempDir Path folder) throws IOException {
    checkout = folder.resolve("checkout");
    stranger = Stranger.inCopy(checkout);
    // So that the launcher has nothing to compile: its classes are those of this build.
    Files.setLastModifiedTime(
        checkout.resolve("target/training.classpath"), FileTime.from(Instant.now()));
  }

  @Test
  void theTabKeyCompletesWhateverTheCommandIsCalled() {
    var pressed =
        bash(
            """
            tab 'training ar'
            tab './training ar'
            tab './training artifacts bu'
            tab '/some/where/training up --na'
            tab './training ssh '
            tab './training up --lab '
            """);

    assertThat(pressed.output().lines())
        .containsExactly(
            "training ar> artifacts",
            "./training ar> artifacts",
            "./training artifacts bu> build",
            "/some/where/training up --na> --name",
            "./training ssh > node1 node2 node3 node4",
            "./training up --lab > embedded aws");
  }

  @Test
  void theDoctorNamesWhatIsMissingWithTheCure(@TempDir Path folder) throws IOException {
    Path cache = folder.resolve("cache");
    var programs = SearchPath.without(folder.resolve("programs"));
    var doctor =
        stranger
            .with("PATH", programs.toString())
            .with("XDG_CACHE_HOME", cache.toString())
            .training("doctor", "-Dlab.embedded.install=never");
    stranger.with("PATH", Stranger.path()).without("XDG_CACHE_HOME");

    assertThat(doctor.failsWith(1))
        .containsPattern("found +java +\\d+")
        .containsPattern("MISSING +mmdebstrap +not found\\n +cure: apt-get install -y mmdebstrap")
        .containsPattern("MISSING +pip +not found\\n +cure: apt-get install -y python3-pip")
        .containsPattern("MISSING +npm +not found\\n +cure: apt-get install -y npm")
        .containsPattern("disk for artifacts .* MB .*" + cache)
        .endsWith("Get what is missing, then try again.\n");
    assertThat(cache).doesNotExist();
  }

  @Test
  void askingWritesNothing() throws IOException {
    var before = files();

    bash("");
    stranger.training("down", "--help");
    stranger.training("nonsense");
    stranger.training();

    assertThat(files()).isEqualTo(before);
  }

  private Stranger.Outcome bash(String script) {
    var said = stranger.in(checkout).types(List.of("bash", "--norc", "-c", TAB + script));
    assertThat(said.exitCode()).as(said.output()).isZero();
    return said;
  }

  private Map<Path, Long> files() throws IOException {
    try (var all = Files.walk(checkout)) {
      return all.collect(Collectors.toMap(file -> file, file -> file.toFile().lastModified()));
    }
  }
}
