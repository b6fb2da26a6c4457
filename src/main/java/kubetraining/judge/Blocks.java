package kubetraining.judge;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import kubetraining.course.Needs;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.Standing;
import kubetraining.host.Texts;
import kubetraining.report.RunRecorder;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What is in the way of a scenario before its first step: one that it needs did not end well, or
 * the lab has failed and does not answer. One cause is one failure; all that follows is blocked.
 */
public final class Blocks {
  // A whole guide of blocked scenarios passes in less, and a lab that recovers is noticed.
  private static final Duration SILENCE_HOLDS_FOR = Duration.ofSeconds(30);
  private final Needs needs;
  private final RunRecorder recorder;
  private final Supplier<List<String>> silent;
  private final LongSupplier nanos;
  private @Nullable PlannedScenario forgiven;
  private List<String> silence = List.of();
  private long heardAt;

  /**
   * What may be in the way.
   *
   * @param silent looks what of the lab does not answer now, in words; empty if all of it does
   */
  public Blocks(Needs needs, RunRecorder recorder, Supplier<List<String>> silent) {
    this(needs, recorder, silent, System::nanoTime);
  }

  Blocks(Needs needs, RunRecorder recorder, Supplier<List<String>> silent, LongSupplier nanos) {
    this.needs = needs;
    this.recorder = recorder;
    this.silent = silent;
    this.nanos = nanos;
  }

  /**
   * Lets the scenario under way go on, if nothing is in its way.
   *
   * @throws BlockedException naming the scenario to blame
   * @throws TestAbortedException naming what the lab does not have
   */
  public void require() {
    var current = recorder.current();
    current.ifPresent(Blocks::requireThere);
    current.ifPresent(this::requireNeeds);
    if (current.filter(PlannedScenario::withoutLab).isEmpty()) {
      recorder.lastFault().filter(fault -> !fault.equals(forgiven)).ifPresent(this::requireLab);
    }
  }

  private static void requireThere(PlannedScenario scenario) {
    if (!scenario.lacks().isEmpty()) {
      throw new TestAbortedException(
          "it takes what this cluster does not have: " + String.join("; ", scenario.lacks()));
    }
  }

  private void requireNeeds(PlannedScenario scenario) {
    var blocker = needs.blocker(scenario.id(), recorder::standing);
    if (blocker.isPresent()) {
      String by = blocker.get();
      String how = recorder.standing(by).map(Standing::outcome).map(Outcome::words).orElse("none");
      throw new BlockedException(
          Texts.of("it needs '%s' (outcome: %s); fix that first", by, how), by);
    }
  }

  private void requireLab(PlannedScenario fault) {
    if (silence.isEmpty() || nanos.getAsLong() - heardAt > SILENCE_HOLDS_FOR.toNanos()) {
      silence = silent.get();
      heardAt = nanos.getAsLong();
    }
    if (!silence.isEmpty()) {
      String words = "the lab has been failing since '%s': %s";
      throw new BlockedException(
          Texts.of(words, fault.id(), String.join("; ", silence)), fault.id());
    }
    forgiven = fault;
  }
}
