package kubetraining.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import kubetraining.remote.CommandResult;
import kubetraining.trainee.Typed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TicksTest {
  private static final Instant THEN = Instant.parse("2026-11-29T20:00:00Z");
  @TempDir Path lab;

  @Test
  void aStepThatIsWrittenOtherwiseIsEarnedAnew() {
    Ticks.of(lab).earn(tick("03-spark/a", 0, "digest"));

    assertThat(Ticks.of(lab).of("03-spark/a", 0, "other")).isEmpty();
  }

  @Test
  void halfALineWasNotEarnedAndSpoilsNoOther() throws IOException {
    Ticks.of(lab).earn(tick("03-spark/a", 0, "digest"));
    Path file = lab.resolve("observed/ticks.ndjson");
    Files.writeString(file, "{\"scenario\":\"03-spark/a\",\"st", StandardOpenOption.APPEND);
    Ticks.of(lab).earn(tick("03-spark/a", 1, "digest"));

    assertThat(Ticks.of(lab).of("03-spark/a", 0, "digest")).isPresent();
    assertThat(Ticks.of(lab).of("03-spark/a", 1, "digest")).isPresent();
  }

  @Test
  void whatIsForgottenIsGone() {
    var ticks = Ticks.of(lab);
    ticks.earn(tick("03-spark/a", 0, "digest"));
    ticks.earn(tick("03-spark/b", 0, "digest"));
    ticks.forget("03-spark/a"::equals);

    assertThat(Ticks.of(lab).of("03-spark/a", 0, "digest")).isEmpty();
    assertThat(Ticks.of(lab).of("03-spark/b", 0, "digest")).isPresent();
  }

  private static Tick tick(String scenario, int step, String digest) {
    var result = new CommandResult("node1", "kubectl", 0, "out\n", "", THEN);
    return new Tick(
        scenario, step, digest, THEN, THEN, List.of(new Typed("s/1", THEN, result)), false);
  }
}
