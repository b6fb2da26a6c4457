package kubetraining.lab.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartedEngineTest {
  @TempDir Path state;

  @Test
  void onlyTheProcessThatWasNotedIsStopped() throws IOException {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      var started = new StartedEngine(state);
      assertThat(started.stop()).isFalse();
      started.note(process.toHandle());
      assertThat(started.running()).contains(process.toHandle());
      assertThat(started.stop()).isTrue();
      assertThat(process.isAlive()).isFalse();
      assertThat(started.running()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anotherProcessWithTheSameNumberIsLeftAlone() throws IOException {
    long ours = ProcessHandle.current().pid();
    Files.writeString(state.resolve("dockerd.pid"), ours + " 2001-01-01T00:00:00Z");
    assertThat(new StartedEngine(state).running()).isEmpty();
    assertThat(new StartedEngine(state).stop()).isFalse();
  }
}
