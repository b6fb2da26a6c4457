package kubetraining.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import kubetraining.course.Needs;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.report.RecordedScenarios;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlocksTest {
  @TempDir Path folder;
  private final List<PlannedScenario> guide =
      List.of(
          scenario("01-lab/a", 1, "@essential"),
          scenario("01-lab/b", 2, "@essential"),
          scenario("03-spark/c", 3, "@needs(section-1)"),
          scenario("03-spark/d", 4, "@needs(03-spark/c)"),
          scenario("03-spark/e", 5, "@no-lab"));
  private final List<String> silence = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private int looks;
  private RecordedScenarios run;
  private Blocks blocks;

  @BeforeEach
  void begin() {
    run = RecordedScenarios.in(folder, guide);
    blocks = new Blocks(Needs.of(guide), run.recorder(), this::look, nanos::get);
  }

  @Test
  void aLabThatAnswersAgainAfterAFaultIsGoneOnWith() {
    run.ended(guide.get(1), Outcome.LAB_FAULT);

    passes(guide.get(0));
    passes(guide.get(0));
    assertThat(looks).as("one look is enough").isEqualTo(1);
  }

  @Test
  void aLabThatIsSilentBlocksAllThatNeedsItUntilItRecoversAndIsNotAskedEachTime() {
    silence.add("the API server does not answer: refused");
    run.ended(guide.get(1), Outcome.LAB_FAULT);

    for (int i = 0; i < 90; i++) {
      assertThat(blocked(guide.get(0)))
          .hasMessageContaining(
              "the lab has been failing since '01-lab/b': the API server does not")
          .extracting(BlockedException::by)
          .isEqualTo("01-lab/b");
    }
    assertThat(looks).isEqualTo(1);
    passes(guide.get(4));
    silence.clear();
    nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    passes(guide.get(0));
  }

  private List<String> look() {
    looks++;
    return List.copyOf(silence);
  }

  private void passes(PlannedScenario scenario) {
    run.started(scenario);
    assertThatCode(blocks::require).doesNotThrowAnyException();
    run.ended(Outcome.DONE);
  }

  private BlockedException blocked(PlannedScenario scenario) {
    run.started(scenario);
    return catchThrowableOfType(BlockedException.class, blocks::require);
  }

  @Test
  void inReverseOrderAndAfterOtherFailuresNothingIsInTheWay() {
    silence.add("node2 does not answer");
    run.ended(guide.get(1), Outcome.WRONG);
    for (int each : new int[] {3, 0}) {
      passes(guide.get(each));
    }
    assertThat(looks).isZero();
  }

  private static PlannedScenario scenario(String id, int line, String... tags) {
    String file = id.split("/")[0];
    String section = file.equals("01-lab") ? "section-1" : "section-3";
    return new PlannedScenario(id, id, section, file, line, List.of(tags));
  }
}
