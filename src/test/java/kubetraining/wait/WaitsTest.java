package kubetraining.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class WaitsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration POLL = Duration.ofMillis(10);
  private final WaitLedger ledger = new WaitLedger();
  private final Waits waits = new Waits(ledger);
  private final Iterator<Integer> numbers = List.of(1, 2, 3, 4, 5).iterator();

  @Test
  void theLookThatSatisfiesIsReturnedAndNoneIsTakenAfterIt() {
    int seen = eventually().see("three", numbers::next, number -> number == 3);

    assertThat(seen).isEqualTo(3);
    assertThat(numbers.next()).as("the next look").isEqualTo(4);
    var record = onlyRecord();
    assertThat(record)
        .isEqualTo(new WaitRecord("three", false, SHORT, record.took(), 3, true, "1", "3"));
  }

  @Test
  void whatDoesNotComeIsToldWithWhatWasSeenLast() {
    assertThatThrownBy(() -> eventually().see("node3 Ready", () -> "NotReady", "Ready"::equals))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageMatching(
            "expected node3 Ready within 0\\.3 s \\(looked \\d+ times\\); last seen: NotReady");
    assertThat(onlyRecord())
        .matches(record -> !record.satisfied() && record.took().compareTo(SHORT) >= 0);
  }

  @Test
  void aWaitWithoutHopeEndsAtOnceButNotIfItWasSatisfied() {
    var crash = Optional.of(Hopeless.wrong("it crashed"));
    Function<Integer, Optional<Hopeless>> hopeless =
        number -> number == 2 ? crash : Optional.empty();
    assertThatThrownBy(() -> eventually().see("the pod", numbers::next, any -> false, hopeless))
        .isInstanceOf(Unmet.class)
        .hasMessage("gave up waiting for the pod: it crashed");
    assertThat(numbers.next()).as("the next look").isEqualTo(3);
    assertThat(
            eventually()
                .<Integer>see(
                    "it", numbers::next, any -> true, any -> Optional.of(Hopeless.wrong("no"))))
        .isEqualTo(4);
  }

  @Test
  void aLookThatFailsEndsTheWait() {
    assertThatThrownBy(
            () ->
                eventually()
                    .see(
                        "an answer",
                        () -> {
                          throw new IOException("connection reset");
                        },
                        any -> true))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");
    assertThat(onlyRecord())
        .matches(
            record -> !record.satisfied() && record.polls() == 0 && record.lastSeen().isEmpty());
  }

  @Test
  void aClaimIsLookedAtForItsWholeLength() {
    assertThat(waits.holding(SHORT).every(POLL).see("all Ready", () -> 4, seen -> seen == 4))
        .isEqualTo(4);
    assertThat(onlyRecord())
        .matches(record -> record.satisfied() && record.took().compareTo(SHORT) >= 0)
        .matches(record -> record.polls() > 5);
  }

  @Test
  void oneLookThatContradictsEndsTheClaim() {
    assertThatThrownBy(
            () -> waits.holding(SHORT).every(POLL).see("all", numbers::next, seen -> seen < 3))
        .isInstanceOf(Unmet.class)
        .hasMessageMatching("all: this did not hold for 0\\.3 s; seen after 0.* s: 3");
    assertThat(onlyRecord()).matches(record -> !record.satisfied());
  }

  @Test
  void everyFailureTellsWhatWasExpectedAndSeenAndInWhichWayItFailed() {
    assertUnmet(Fault.TOO_LATE, "it within 0.3 s", () -> late(waits));
    assertUnmet(Fault.LAB, "it", () -> hopeless(waits, Hopeless.lab("1")));
    assertUnmet(Fault.CONTRADICTED, "it for 0.3 s", () -> broken(waits));
  }

  @Test
  void whatTheLabItselfShouldDoIsItsFaultHoweverItFails() {
    assertUnmet(Fault.LAB, "it within 0.3 s", () -> late(waits.ofLab()));
    assertUnmet(Fault.LAB, "it", () -> hopeless(waits.ofLab(), Hopeless.wrong("1")));
    assertUnmet(Fault.LAB, "it for 0.3 s", () -> broken(waits.ofLab()));
  }

  private static void late(Waits any) {
    any.upTo(SHORT).every(POLL).see("it", () -> 1, seen -> false);
  }

  private static void hopeless(Waits any, Hopeless why) {
    any.upTo(SHORT).see("it", () -> 1, seen -> false, seen -> Optional.of(why));
  }

  private static void broken(Waits any) {
    any.holding(SHORT).see("it", () -> 1, seen -> false);
  }

  private static void assertUnmet(Fault fault, String expected, ThrowingCallable wait) {
    assertThat(unmet(wait).fault()).isEqualTo(fault);
    assertThat(unmet(wait).expected()).isEqualTo(expected);
    assertThat(unmet(wait).seen()).endsWith("1");
  }

  @Test
  void aCommandIsGivenMoreTimeOnASlowLabAndNeverLess() {
    assertThat(waits.times(1.5).patient(SHORT)).isEqualTo(SHORT.multipliedBy(3).dividedBy(2));
    assertThat(waits.times(0.1).patient(SHORT)).isEqualTo(SHORT);
  }

  @Test
  void aSlowLabIsGivenMoreTimeAndAClaimIsNotMadeLonger() {
    waits.times(2).upTo(SHORT).see("it", () -> 1, seen -> true);
    waits.times(2).holding(SHORT).every(POLL).see("it", () -> 1, seen -> true);

    assertThat(ledger.takeAll())
        .extracting(WaitRecord::limit)
        .containsExactly(SHORT.multipliedBy(2), SHORT);
  }

  @Test
  void aLookThatFailsInPassingCountsAsOneAndDoesNotEndTheWait() {
    var looks = List.<Callable<Integer>>of(this::reset, () -> 1, this::reset, () -> 2).iterator();

    assertThat(
            bearing(Duration.ofMinutes(1))
                .upTo(Duration.ofSeconds(10))
                .every(POLL)
                .see("two", () -> looks.next().call(), seen -> seen == 2))
        .isEqualTo(2);
    assertThat(onlyRecord())
        .returns(4, WaitRecord::polls)
        .returns("the look failed: connection reset", WaitRecord::firstSeen)
        .returns("2", WaitRecord::lastSeen);
  }

  @Test
  void aClaimThatNobodyCouldLookAtForAMomentIsLookedAtForItsWholeLengthAgain() {
    var looks = new AtomicInteger();
    var held =
        bearing(Duration.ofMinutes(1))
            .holding(SHORT)
            .every(POLL)
            .see("it", () -> looks.incrementAndGet() == 5 ? reset() : 1, seen -> seen == 1);

    assertThat(held).isEqualTo(1);
    assertThat(onlyRecord().took()).isGreaterThan(SHORT.plus(POLL));
  }

  @Test
  void looksThatGoOnFailingAreAFaultOfTheLabAndTheNextWaitIsNotBorneAsLong() {
    var impatient = bearing(Duration.ofMillis(50));
    var failure = outage(impatient);

    assertThat(failure).isInstanceOf(LabFaultException.class);
    assertThat(failure.seen()).contains("connection reset");
    assertThat(failure).hasCauseInstanceOf(IOException.class);
    ledger.takeAll();

    outage(impatient);
    assertThat(onlyRecord()).matches(record -> record.polls() == 1);

    assertThat(impatient.upTo(SHORT).see("it", () -> 1, s -> true)).as("it answers").isEqualTo(1);
    ledger.takeAll();
    outage(impatient);
    assertThat(onlyRecord().polls()).as("it is borne as long as at first").isGreaterThan(1);
  }

  @Test
  void aWaitInWhichNobodyCouldEverLookIsAFaultOfTheLabAndOneThatSawSomethingIsNot() {
    var patient = bearing(Duration.ofMinutes(1));
    var first = new AtomicInteger();

    assertThat(
            unmet(() -> patient.upTo(SHORT).every(POLL).see("it", this::reset, s -> true)).fault())
        .isEqualTo(Fault.LAB);
    ThrowingCallable once =
        () ->
            patient
                .upTo(SHORT)
                .every(POLL)
                .see("it", () -> first.getAndIncrement() == 0 ? 1 : reset(), s -> s == 2);
    assertThat(unmet(once).fault()).isEqualTo(Fault.TOO_LATE);
  }

  @Test
  void lessThanAFifthLeftIsAtRisk() {
    assertThat(record(Duration.ofSeconds(79), true, false).atRisk()).isFalse();
    assertThat(record(Duration.ofSeconds(80), true, false).atRisk()).isFalse();
    assertThat(record(Duration.ofSeconds(81), true, false).atRisk()).isTrue();
    assertThat(record(Duration.ofSeconds(100), false, false).atRisk()).as("it failed").isFalse();
    assertThat(record(Duration.ofSeconds(100), true, true).atRisk()).as("a claim").isFalse();
  }

  private static WaitRecord record(Duration took, boolean satisfied, boolean holding) {
    return new WaitRecord(
        "it", holding, Duration.ofSeconds(100), took, 1, satisfied, "nothing", "it");
  }

  private WaitRecord onlyRecord() {
    var all = ledger.takeAll();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private Waits bearing(Duration patience) {
    return waits.bearing(IOException.class::isInstance, patience);
  }

  @CanIgnoreReturnValue
  private Unmet outage(Waits any) {
    return unmet(
        () -> any.upTo(Duration.ofSeconds(30)).every(POLL).see("it", this::reset, s -> true));
  }

  private Integer reset() throws IOException {
    throw new IOException("connection reset");
  }

  private static Unmet unmet(ThrowingCallable wait) {
    return (Unmet) catchThrowable(wait);
  }

  private Wait eventually() {
    return waits.upTo(SHORT).every(POLL);
  }
}
