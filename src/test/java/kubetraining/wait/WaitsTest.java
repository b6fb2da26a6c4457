package kubetraining.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
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
    assertThat(ledger.takeAll())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.what()).isEqualTo("three");
              assertThat(record.polls()).isEqualTo(3);
              assertThat(record.satisfied()).isTrue();
              assertThat(record.lastSeen()).isEqualTo("3");
              assertThat(record.limit()).isEqualTo(SHORT);
            });
  }

  @Test
  void whatDoesNotComeIsToldWithWhatWasSeenLast() {
    assertThatThrownBy(() -> eventually().see("node3 Ready", () -> "NotReady", "Ready"::equals))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageMatching(
            "expected node3 Ready within 0\\.3 s \\(looked \\d+ times\\); last seen: NotReady");
    assertThat(ledger.takeAll())
        .singleElement()
        .matches(record -> !record.satisfied() && record.took().compareTo(SHORT) >= 0);
  }

  @Test
  void aWaitWithoutHopeEndsAtOnceButNotIfItWasSatisfied() {
    assertThatThrownBy(
            () ->
                eventually()
                    .see(
                        "the pod",
                        numbers::next,
                        number -> false,
                        number ->
                            number == 2
                                ? Optional.of(Hopeless.wrong("it crashed"))
                                : Optional.empty()))
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
    assertThat(ledger.takeAll())
        .singleElement()
        .matches(
            record -> !record.satisfied() && record.polls() == 0 && record.lastSeen().isEmpty());
  }

  @Test
  void aClaimIsLookedAtForItsWholeLength() {
    assertThat(waits.holding(SHORT).every(POLL).see("all Ready", () -> 4, seen -> seen == 4))
        .isEqualTo(4);
    assertThat(ledger.takeAll())
        .singleElement()
        .matches(record -> record.satisfied() && record.took().compareTo(SHORT) >= 0)
        .matches(record -> record.polls() > 5);
  }

  @Test
  void oneLookThatContradictsEndsTheClaim() {
    assertThatThrownBy(
            () -> waits.holding(SHORT).every(POLL).see("all", numbers::next, seen -> seen < 3))
        .isInstanceOf(Unmet.class)
        .hasMessageMatching("all: this did not hold for 0\\.3 s; seen after 0.* s: 3");
    assertThat(ledger.takeAll()).singleElement().matches(record -> !record.satisfied());
  }

  @Test
  void everyFailureTellsWhatWasExpectedAndSeenAndInWhichWayItFailed() {
    assertThat(unmet(() -> eventually().see("it", () -> 1, seen -> false)))
        .extracting(Unmet::fault, Unmet::expected, Unmet::seen)
        .containsExactly(Fault.TOO_LATE, "it within 0.3 s", "1");
    assertThat(
            unmet(
                () ->
                    eventually()
                        .see("it", () -> 1, seen -> false, s -> Optional.of(Hopeless.lab("dead")))))
        .extracting(Unmet::fault, Unmet::expected, Unmet::seen)
        .containsExactly(Fault.LAB, "it", "dead");
    assertThat(unmet(() -> waits.holding(SHORT).see("it", () -> 1, seen -> false)))
        .extracting(Unmet::fault, Unmet::expected)
        .containsExactly(Fault.CONTRADICTED, "it for 0.3 s");
  }

  @Test
  void whatTheLabItselfShouldDoIsItsFaultHoweverItFails() {
    var ofLab = waits.ofLab();
    assertThat(unmet(() -> ofLab.upTo(SHORT).every(POLL).see("it", () -> 1, seen -> false)))
        .extracting(Unmet::fault)
        .isEqualTo(Fault.LAB);
    assertThat(unmet(() -> ofLab.holding(SHORT).see("it", () -> 1, seen -> false)))
        .extracting(Unmet::fault)
        .isEqualTo(Fault.LAB);
    assertThat(
            unmet(
                () ->
                    ofLab
                        .upTo(SHORT)
                        .see("it", () -> 1, s -> false, s -> Optional.of(Hopeless.wrong("no")))))
        .extracting(Unmet::fault)
        .isEqualTo(Fault.LAB);
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
    assertThat(ledger.takeAll())
        .singleElement()
        .satisfies(record -> assertThat(record.polls()).isEqualTo(4))
        .satisfies(
            record -> assertThat(record.firstSeen()).isEqualTo("the look failed: connection reset"))
        .satisfies(record -> assertThat(record.lastSeen()).isEqualTo("2"));
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
    assertThat(ledger.takeAll())
        .singleElement()
        .satisfies(record -> assertThat(record.took()).isGreaterThan(SHORT.plus(POLL)));
  }

  @Test
  void looksThatGoOnFailingAreAFaultOfTheLabAndTheNextWaitIsNotBorneAsLong() {
    var impatient = bearing(Duration.ofMillis(50));
    var failure =
        unmet(
            () ->
                impatient
                    .upTo(Duration.ofSeconds(30))
                    .every(POLL)
                    .see("it", this::reset, s -> true));

    assertThat(failure).isInstanceOf(LabFaultException.class);
    assertThat(failure.seen()).contains("connection reset");
    assertThat(failure).hasCauseInstanceOf(IOException.class);
    ledger.takeAll();

    unmet(() -> impatient.upTo(Duration.ofSeconds(30)).see("it", this::reset, s -> true));
    assertThat(ledger.takeAll()).singleElement().matches(record -> record.polls() == 1);

    assertThat(impatient.upTo(SHORT).see("it", () -> 1, s -> true)).as("it answers").isEqualTo(1);
    ledger.takeAll();
    unmet(
        () -> impatient.upTo(Duration.ofSeconds(30)).every(POLL).see("it", this::reset, s -> true));
    assertThat(ledger.takeAll())
        .as("it is borne as long as at first")
        .singleElement()
        .matches(record -> record.polls() > 1);
  }

  @Test
  void aWaitInWhichNobodyCouldEverLookIsAFaultOfTheLabAndOneThatSawSomethingIsNot() {
    var patient = bearing(Duration.ofMinutes(1));
    var first = new AtomicInteger();

    assertThat(unmet(() -> patient.upTo(SHORT).every(POLL).see("it", this::reset, s -> true)))
        .extracting(Unmet::fault)
        .isEqualTo(Fault.LAB);
    assertThat(
            unmet(
                () ->
                    patient
                        .upTo(SHORT)
                        .every(POLL)
                        .see("it", () -> first.getAndIncrement() == 0 ? 1 : reset(), s -> s == 2)))
        .extracting(Unmet::fault)
        .isEqualTo(Fault.TOO_LATE);
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

  private Waits bearing(Duration patience) {
    return waits.bearing(IOException.class::isInstance, patience);
  }

  private Integer reset() throws IOException {
    throw new IOException("connection reset");
  }

  private static Unmet unmet(ThrowingCallable wait) {
    return (Unmet) catchThrowable(wait);
  }

  private Eventually eventually() {
    return waits.upTo(SHORT).every(POLL);
  }
}
