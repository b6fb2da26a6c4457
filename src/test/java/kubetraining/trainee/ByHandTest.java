package kubetraining.trainee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import kubetraining.typed.TestTranscript;
import kubetraining.typed.Transcript;
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ByHandTest {
  @TempDir Path lab;
  private final List<String> shown = new ArrayList<>();
  private final ByHand hand = hand(Duration.ofSeconds(20));

  @Test
  void theAnswerIsWhatThePersonGot() {
    TestTranscript.typed(lab, "node1", "cd x", 0, "");
    TestTranscript.typed(lab, "node1", "kubectl auth can-i", 1, "no\n");

    var result = hand.types("node1", new Block("cd x\nkubectl auth can-i", false, Map.of()));

    assertThat(result.stdout()).isEqualTo("no\n");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(shown).containsExactly("cd x\nkubectl auth can-i");
  }

  @Test
  void whatHasComeAboutInAnotherWayCountsIfItWasNotSoBefore() {
    // So, as before; unknown; not so; so, and so still; one look more would be an error.
    var looks = new ArrayDeque<>(List.of("so", "so", "?", "so", "not", "so", "?", "so", "so"));
    hand.orByEffect(
        commands ->
            Optional.of(
                () -> Optional.of(looks.pop()).filter(is -> !is.equals("?")).map("so"::equals)));

    assertThat(hand.types("node1", Block.of("kubectl create")).succeeded()).isTrue();
    assertThat(looks).isEmpty();
    assertThat(hand.typedInStep())
        .singleElement()
        .satisfies(each -> assertThat(each.key()).startsWith("done in another way at "));
  }

  @Test
  void whatATypedCommandLeadsToIsNotTakenForAnotherWay() {
    var isSo = new AtomicBoolean();
    hand.orByEffect(commands -> Optional.of(() -> Optional.of(isSo.get())));
    var result =
        CompletableFuture.supplyAsync(() -> hand.types("node1", Block.of("kubectl create")));
    isSo.set(true);
    TestTranscript.typed(lab, "node1", "kubectl create", 0, "created\n");

    assertThat(result.join().stdout()).isEqualTo("created\n");
  }

  @Test
  void whoHasTypedAPartTypesTheRest() {
    var impatient = hand(Duration.ofSeconds(4));
    var isSo = new AtomicBoolean();
    impatient.orByEffect(commands -> Optional.of(() -> Optional.of(isSo.getAndSet(true))));
    TestTranscript.typed(lab, "node1", "kubectl create", 0, "created\n");

    assertThatThrownBy(() -> impatient.types("node1", Block.of("kubectl create\nkubectl wait")))
        .isInstanceOf(WaitTimeoutException.class);
  }

  @Test
  void whatMayFailIsToBeTyped() {
    var impatient = hand(Duration.ofSeconds(1));
    impatient.orOtherwise(() -> Optional.of(Instant.now()));
    impatient.orByEffect(
        commands -> {
          throw new IllegalStateException("nobody asks");
        });

    assertThatThrownBy(() -> impatient.types("node1", new Block("kubectl x", false, Map.of())))
        .isInstanceOf(WaitTimeoutException.class);
  }

  @Test
  void whereAllMustSucceedTheFirstFailureCounts() {
    TestTranscript.typed(lab, "node1", "one", 4, "");
    TestTranscript.typed(lab, "node1", "two", 0, "");

    assertThat(hand.types("node1", Block.of("one\ntwo")).exitCode()).isEqualTo(4);
  }

  @Test
  void aLineThatFailsIsToldAtOnceAndMayBeTypedAgain() {
    TestTranscript.typed(lab, "node1", "one", 0, "");
    TestTranscript.typed(lab, "node1", "two", 4, "bad\n");
    assertThat(hand.types("node1", Block.of("one\ntwo\nthree")).exitCode()).isEqualTo(4);

    TestTranscript.typed(lab, "node1", "two", 0, "good\n");
    TestTranscript.typed(lab, "node1", "three", 0, "");
    hand.again();

    assertThat(hand.types("node1", Block.of("one\ntwo\nthree")).succeeded()).isTrue();
    assertThat(shown).hasSize(1);
  }

  @Test
  void nothingIsTypedForThem() {
    var impatient = hand(Duration.ofSeconds(1));
    TestTranscript.typed(lab, "node2", "one", 0, "");

    assertThatThrownBy(() -> impatient.types("node1", Block.of("one")))
        .isInstanceOf(WaitTimeoutException.class);
  }

  @Test
  void whatCountedOnceDoesNotCountForTheNextBlock() {
    var impatient = hand(Duration.ofSeconds(1));
    TestTranscript.typed(lab, "node1", "one", 0, "");
    var unused = impatient.types("node1", Block.of("one"));
    impatient.step(List.of());

    assertThatThrownBy(() -> impatient.types("node1", Block.of("one")))
        .isInstanceOf(WaitTimeoutException.class);
    assertThat(shown).hasSize(2);
  }

  @Test
  void aFailureIsFollowedByANewerAnswer() {
    TestTranscript.typed(lab, "node1", "one", 1, "bad\n");
    assertThat(hand.types("node1", Block.of("one")).succeeded()).isFalse();
    assertThat(hand.hasNewer()).isFalse();
    TestTranscript.typed(lab, "node1", "one", 0, "good\n");
    assertThat(hand.hasNewer()).isTrue();
    hand.again();

    assertThat(hand.types("node1", Block.of("one")).stdout()).isEqualTo("good\n");
    assertThat(shown).hasSize(1);
  }

  @Test
  void warningsAreNoPartOfTheOutput() {
    String shown = "Warning: resource 'nodes' is not namespace scoped\n\nno\n";
    TestTranscript.typed(lab, "node1", "one", 1, shown);

    var result = hand.types("node1", Block.of("one"));
    assertThat(result.stdout()).isEqualTo("no\n");
    assertThat(result.stderr()).startsWith("Warning: resource 'nodes'");
  }

  @Test
  void whoSaysThatItIsDoneNeedNotTypeItButMayLater() {
    hand.orOtherwise(() -> Optional.of(Instant.now()));

    assertThat(hand.types("node1", Block.of("one")).stdout()).isEmpty();
    assertThat(hand.hasNewer()).isFalse();
    TestTranscript.typed(lab, "node1", "one", 0, "yes\n");
    assertThat(hand.hasNewer()).isTrue();
    hand.again();
    assertThat(hand.types("node1", Block.of("one")).stdout()).isEqualTo("yes\n");
  }

  @Test
  void whatWasBegunIsAwaitedLater() {
    TestTranscript.begun(lab, "node1", "serve");
    var rest = hand.begins("node1", Block.of("serve"));
    assertThat(hand.typedInStep()).hasSize(1);
    TestTranscript.typed(lab, "node1", "other", 0, "");
    TestTranscript.end(lab, "node1", "serve", 130, "served\n");

    assertThat(rest.get().exitCode()).isEqualTo(130);
  }

  @Test
  void whoAwaitsTheEndOfWhatWasBegunDoesNothingMeanwhile() {
    TestTranscript.begun(lab, "node1", "serve");
    var rest = hand.begins("node1", Block.of("serve"));
    hand.meanwhile(
        () -> {
          throw new AssertionError("this is for one thread alone");
        });
    CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS)
        .execute(() -> TestTranscript.end(lab, "node1", "serve", 130, ""));

    assertThat(rest.get().exitCode()).isEqualTo(130);
  }

  private ByHand hand(Duration patience) {
    var hand = new ByHand(machine -> Transcript.of(lab, machine), new Waits(), patience);
    hand.shownBy((machine, block, goesOn) -> shown.add(block.commands()));
    hand.countsAfter(Instant.EPOCH);
    return hand;
  }
}
