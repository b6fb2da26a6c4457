package kubetraining.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import kubetraining.wait.Unmet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalShellTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  @TempDir private Path home;
  private LocalShell shell;

  @BeforeEach
  void open() {
    shell = new LocalShell("node1", home, Map.of("WORD", "said", "LC_ALL", ""), limit -> limit);
  }

  @Test
  void typesInItsOwnHomeWithNothingOnStandardInput() {
    var result = shell.run("pwd; echo ~; echo $WORD-$LC_ALL; cat; echo late >&2; exit 3", LIMIT);

    assertThat(result.stdout()).isEqualTo("%1$s\n%1$s\nsaid-\n".replace("%1$s", home.toString()));
    assertThat(result.stderr()).isEqualTo("late\n");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.machine()).isEqualTo("node1");
  }

  @Test
  void findsProgramsOfTheHomeFirst() throws IOException {
    Path program = Files.createDirectories(home.resolve("bin")).resolve("hostname");
    Files.writeString(program, "#!/bin/sh\necho ours\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(shell.run("hostname", LIMIT).stdout()).isEqualTo("ours\n");
  }

  @Test
  void endsWhatDoesNotEndInTimeWithAllThatItStarted() {
    assertThatThrownBy(
            () -> shell.run("echo $$; sleep 300 & echo begun; wait", Duration.ofSeconds(1)))
        .isInstanceOf(Unmet.class)
        .hasMessageContaining("did not end within 1.0 s")
        .hasMessageContaining("begun");
    assertThat(
            ProcessHandle.current()
                .descendants()
                .map(each -> each.info().commandLine().orElse(""))
                .filter(line -> line.equals("sleep 300")))
        .isEmpty();
  }
}
