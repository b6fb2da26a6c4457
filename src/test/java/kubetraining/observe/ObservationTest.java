package kubetraining.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.observe.Observation.Attempt;
import kubetraining.report.SampleReport;
import kubetraining.trainee.Block;
import kubetraining.trainee.ByHand;
import kubetraining.typed.TestTranscript;
import kubetraining.typed.Transcript;
import kubetraining.wait.NotThereException;
import kubetraining.wait.ToDoException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ObservationTest {
  private static final PlannedScenario SCENARIO =
      SampleReport.planned(
          "03-spark/a",
          "A pod runs",
          "Look.",
          "When the trainee runs on node1:\nkubectl get pods",
          "Then the output is \"yes\"");
  private static final NotThereException NO_POD = new NotThereException("a pod", "none");

  @TempDir Path lab;
  private final AtomicInteger tries = new AtomicInteger();
  private final List<String> said = new ArrayList<>();
  private final List<Now> now = new ArrayList<>();
  private final Waits waits = new Waits();
  private boolean stopping;
  private Observation observation;

  @BeforeEach
  void begin() {
    observation = begun();
  }

  @Test
  void aStepIsTriedUntilItIsTrueAndEachTroubleIsSaidOnce() throws Throwable {
    observation.step(1);
    observation.carryOut(trueAt(3, NO_POD));

    assertThat(tries).hasValue(3);
    assertThat(said).filteredOn(line -> line.contains("not yet")).hasSize(1);
    assertThat(said).last().isEqualTo("[x] Then the output is \"yes\"");
  }

  @Test
  void whatWasReachedInAnotherWayIsEarnedAndTheReportSaysSo() throws Throwable {
    var hand = observation.hand();
    var isSo = new AtomicBoolean();
    hand.orByEffect(commands -> Optional.of(() -> Optional.of(isSo.getAndSet(true))));
    observation.step(0);
    observation.carryOut(() -> hand.types("node1", Block.of("kubectl create")).orThrow());

    assertThat(said).last().isEqualTo("[x] When the trainee runs on node1: (done in another way)");
    assertThat(observation.facts()).containsEntry("doneInAnotherWay", "1");
  }

  @Test
  void aFaultOfTheSuiteEndsAStepOnlyIfItStays() throws Throwable {
    observation.step(1);
    observation.carryOut(trueAt(2, new IllegalStateException("a connection broke")));
    assertThat(said).last().asString().startsWith("[x]");

    var again = begun();
    again.step(0);
    var fault = new IllegalStateException("a real fault");
    assertThatThrownBy(() -> again.carryOut(never(fault))).isSameAs(fault);
  }

  @Test
  void whatWasTrueIsLookedAtWhileTheNextStepIsAwaited() throws Throwable {
    observation.step(1);
    var isSo = new AtomicBoolean(true);
    observation.carryOut(
        () -> {
          if (!isSo.get()) {
            throw NO_POD;
          }
        });
    isSo.set(false);
    observation.step(0);
    observation.carryOut(
        () -> {
          if (said.stream().noneMatch(line -> line.contains("no longer so"))) {
            throw new NotThereException("another pod", "none");
          }
          isSo.set(true);
          if (said.stream().noneMatch(line -> line.contains("so again"))) {
            throw new NotThereException("a third pod", "none");
          }
        });

    assertThat(said)
        .filteredOn(line -> line.contains("no longer so"))
        .containsExactly("    no longer so: Then the output is \"yes\"");
    assertThat(now).extracting(Now::over).contains(List.of(1)).last().isEqualTo(List.of());
    assertThat(Notes.of(lab).of(SCENARIO.id(), Note.Kind.ATTEMPT)).isNotEmpty();
  }

  @Test
  void whoIsInAHurryIsToldWhatAStepComesToAndEarnsNothing() throws Throwable {
    observation.hurried();
    observation.step(0);
    observation.carryOut(() -> {});
    observation.step(1);

    assertThatThrownBy(() -> observation.carryOut(never(NO_POD))).isSameAs(NO_POD);
    assertThat(said).last().asString().contains("a pod");
    assertThat(Ticks.of(lab).of(SCENARIO)).isEmpty();
    assertThat(Notes.of(lab).of(SCENARIO.id(), Note.Kind.ATTEMPT)).isEmpty();
  }

  @Test
  void whoIsInAHurryIsNotAskedForWhatWouldMakeAClaimTrue() throws Throwable {
    observation.hurried();
    observation.step(1);

    assertThatThrownBy(
            () ->
                observation.carryOut(
                    () -> {
                      if (tries.incrementAndGet() == 2) {
                        Thread.currentThread().interrupt();
                      }
                      throw new ToDoException("a pod is new", List.of("kubectl delete pod/a"));
                    }))
        .isInstanceOf(ToDoException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(now).extracting(Now::commands).containsOnly(List.of());
  }

  @Test
  void whatWasEarnedIsNotAskedForAgain() throws Throwable {
    TestTranscript.typed(lab, "node1", "kubectl get pods", 0, "yes\n");
    var first = begun(Instant.EPOCH);
    first.step(0);
    first.carryOut(() -> first.hand().types("node1", Block.of("kubectl get pods")));

    var later = begun();
    later.step(0);
    var seen = new ArrayList<String>();
    later.carryOut(
        () -> {
          assertThat(later.isReplaying()).isTrue();
          seen.add(later.hand().types("node1", Block.of("kubectl get pods")).stdout());
        });

    assertThat(seen).containsExactly("yes\n");
    assertThat(later.isReplaying()).isFalse();
    assertThat(said).last().asString().contains("earned earlier");
  }

  @Test
  void whatNobodyWatchedMayHaveToBeDoneOnceMore() throws Throwable {
    var first = begun();
    first.step(0);
    first.carryOut(() -> {});
    var later = begun();
    later.step(0);
    later.carryOut(() -> {});
    later.step(1);
    later.carryOut(
        () -> {
          if (tries.incrementAndGet() < 3) {
            throw new NotThereException("what was there then", "nothing " + tries);
          }
        });

    assertThat(said).filteredOn(line -> line.contains("--redo")).hasSize(1);
    assertThat(now).filteredOn(each -> each.hint().contains("--redo")).isNotEmpty();
    assertThat(said).filteredOn(line -> line.contains("not yet")).hasSize(2);
  }

  @Test
  void aStopEndsIt() {
    observation.step(1);
    stopping = true;
    assertThatThrownBy(() -> observation.carryOut(never(NO_POD))).isSameAs(NO_POD);
  }

  @Test
  void whatHasToGoFirstIsNamedWithItsCommand() throws Throwable {
    observation.step(0);
    var toDo = new ToDoException("the pod is there", List.of("kubectl delete pod/x"));
    observation.carryOut(trueAt(2, toDo));

    assertThat(said).contains("      kubectl delete pod/x");
  }

  private Attempt trueAt(int time, Throwable before) {
    return () -> {
      if (tries.incrementAndGet() < time) {
        throw before;
      }
    };
  }

  private static Attempt never(Throwable thrown) {
    return () -> {
      throw thrown;
    };
  }

  private Observation begun() {
    return begun(Instant.now());
  }

  private Observation begun(Instant after) {
    var hand = new ByHand(machine -> Transcript.of(lab, machine), waits, Duration.ofSeconds(20));
    var observation = new Observation(hand, Ticks.of(lab), Notes.of(lab), waits, new TestRun());
    hand.shownBy((machine, block, goesOn) -> said.add("type " + block.commands()));
    observation.begins(SCENARIO);
    hand.countsAfter(after);
    return observation;
  }

  private final class TestRun implements WatchedRun {
    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void now(Now next) {
      now.add(next);
    }

    @Override
    public Ending judge(Throwable thrown) {
      boolean isNotYet = thrown instanceof NotThereException;
      return Ending.of(
          isNotYet ? Outcome.NOT_YET : Outcome.SUITE_FAULT, String.valueOf(thrown.getMessage()));
    }

    @Override
    public boolean shows() {
      return false;
    }

    @Override
    public boolean isStopping() {
      return stopping;
    }

    @Override
    public void ceiling(Optional<Duration> longest) {
      waits.ceiling(longest);
    }
  }
}
