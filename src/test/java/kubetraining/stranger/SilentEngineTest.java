package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine that takes connections and never answers, as {@code kill -STOP} leaves it. */
final class SilentEngineTest {
  @TempDir Path folder;

  @Test
  @Timeout(value = 90, unit = TimeUnit.SECONDS)
  void everyCommandEndsAndNamesTheSilence() throws Exception {
    try (var engine = FakeEngine.silentAt(folder.resolve("docker.sock"))) {
      var commands = List.of("doctor", "down", "status", "sweep", "up");
      for (String command : commands) {
        OtherEngineTest.lab(folder.resolve(command), "engine-of-the-test", engine.address());
      }
      // All at once, since each waits as long as an engine may take for its first answer.
      var all = Executors.newCachedThreadPool();
      var outcomes =
          all.invokeAll(
              commands.stream().map(command -> typed(command, engine.address())).toList());
      all.shutdown();
      for (int each = 0; each < commands.size(); each++) {
        var outcome = outcomes.get(each).get();
        assertThat(outcome.output())
            .as(commands.get(each))
            .contains(engine.address())
            .contains("did not answer within 10 s")
            .contains("unset DOCKER_HOST")
            .doesNotContain("is gone")
            .doesNotContain("nothing was left");
        assertThat(outcome.exitCode())
            .as(outcome.output())
            .isEqualTo(commands.get(each).equals("doctor") ? 1 : 2);
        assertThat(folder.resolve(commands.get(each)).resolve(OtherEngineTest.RECORD)).exists();
      }
    }
  }

  private Callable<Stranger.Outcome> typed(String command, String engine) {
    return () ->
        Stranger.here()
            .with("DOCKER_HOST", engine)
            .with("XDG_STATE_HOME", folder.resolve(command).toString())
            .training(command);
  }
}
