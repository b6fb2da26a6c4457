package kubetraining.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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
            "node3 Ready: not within 0 s \\(looked \\d+ times\\); last seen: NotReady");
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
                        number -> number == 2 ? Optional.of("it crashed") : Optional.empty()))
        .isInstanceOf(HopelessException.class)
        .hasMessage("the pod can no longer happen: it crashed");
    assertThat(numbers.next()).as("the next look").isEqualTo(3);
    assertThat(
            eventually().<Integer>see("it", numbers::next, any -> true, any -> Optional.of("no")))
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
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("all: did not hold for 0 s; after 0\\.\\d s was seen: 3");
    assertThat(ledger.takeAll()).singleElement().matches(record -> !record.satisfied());
  }

  private Eventually eventually() {
    return waits.upTo(SHORT).every(POLL);
  }
}
