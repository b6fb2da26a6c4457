package kubetraining.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.host.HostException;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Teardown;
import kubetraining.remote.CommandResult;
import kubetraining.wait.Hopeless;
import kubetraining.wait.LabFaultException;
import kubetraining.wait.NotThereException;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

final class JudgementTest {
  private static final Waits WAITS = new Waits(new WaitLedger());
  private static final Duration SHORT = Duration.ofMillis(20);
  private final List<String> silence = new ArrayList<>();
  private boolean stopping;
  private final Judgement judgement = new Judgement(() -> silence, () -> stopping);

  /** The whole table: what is thrown, and what it means. */
  static Stream<Arguments> table() {
    return Stream.of(
        row("an assertion of AssertJ", new AssertionError("no"), Outcome.WRONG),
        row("a claim that broke", holding(WAITS), Outcome.WRONG),
        row("a claim about the lab that broke", holding(WAITS.ofLab()), Outcome.LAB_FAULT),
        row("a wait that took too long", waiting(WAITS), Outcome.TIMEOUT),
        row("a wait for the lab", waiting(WAITS.ofLab()), Outcome.LAB_FAULT),
        row("no hope", hopeless(Hopeless.wrong("it failed")), Outcome.WRONG),
        row("no hope as nobody made it", hopeless(Hopeless.notThere("none")), Outcome.NOT_YET),
        row("no hope as no image came", hopeless(Hopeless.lab("no image")), Outcome.LAB_FAULT),
        row("nothing there", new NotThereException("pod p", "none"), Outcome.NOT_YET),
        row("a part of the lab", new LabFaultException("node2", "gone"), Outcome.LAB_FAULT),
        row("a command that failed", command("error: no such pod"), Outcome.WRONG),
        row(
            "a command that found no API server",
            command("The connection to the server 10.42.1.4:6443 was refused - did you"),
            Outcome.LAB_FAULT),
        row(
            "a command that found another program gone",
            command("The connection to the server 127.0.0.1:10257 was refused - did you"),
            Outcome.WRONG),
        row("no lab", new LabUnavailableException("no engine"), Outcome.LAB_FAULT),
        row("no artifact", new ArtifactException("no registry"), Outcome.LAB_FAULT),
        row("no tool", new HostException("no Go"), Outcome.LAB_FAULT),
        row("no connection", new UncheckedIOException(new ConnectException()), Outcome.LAB_FAULT),
        row("the API server is silent", api(0, new IOException("reset")), Outcome.LAB_FAULT),
        row("the API server timed out", api(0, new SocketTimeoutException()), Outcome.LAB_FAULT),
        row("the API server is busy", api(429, null), Outcome.LAB_FAULT),
        row("the API server fails", api(500, null), Outcome.LAB_FAULT),
        row("the API server is away", api(503, null), Outcome.LAB_FAULT),
        row("the API server does not know us", api(401, null), Outcome.SUITE_FAULT),
        row("the API server forbids us", api(403, null), Outcome.SUITE_FAULT),
        row("the API server does not understand us", api(400, null), Outcome.SUITE_FAULT),
        row("the API server knows another", api(409, null), Outcome.SUITE_FAULT),
        row("the API server has forgotten", api(410, null), Outcome.SUITE_FAULT),
        row("the API server refuses ours as invalid", api(422, null), Outcome.SUITE_FAULT),
        row("the API server knows no such thing", api(404, null), Outcome.NOT_YET),
        row("a thing that must be there", new ResourceNotFoundException("no"), Outcome.NOT_YET),
        row("a command of ours that failed", commandOfOurs("sudo: no"), Outcome.SUITE_FAULT),
        row(
            "a command of ours that found no API server",
            commandOfOurs("The connection to the server 10.42.1.4:6443 was refused - did you"),
            Outcome.LAB_FAULT),
        row("this host cannot", new TestAbortedException("no browser"), Outcome.NOT_ATTEMPTED),
        row("another is to blame", new BlockedException("needs a", "a"), Outcome.BLOCKED),
        row("a mistake of ours", new NullPointerException(), Outcome.SUITE_FAULT),
        row("a state of ours", new IllegalStateException("no answer"), Outcome.SUITE_FAULT),
        row("an argument of ours", new IllegalArgumentException("'x'"), Outcome.SUITE_FAULT),
        row("a list of ours", new IndexOutOfBoundsException("1"), Outcome.SUITE_FAULT),
        row("a value of ours", new NoSuchElementException(), Outcome.SUITE_FAULT),
        row("a type of ours", new ClassCastException("no"), Outcome.SUITE_FAULT),
        row("a number that cannot be read", numberless(), Outcome.SUITE_FAULT),
        row("a time that cannot be read", timeless(), Outcome.SUITE_FAULT),
        row("an answer that cannot be read", jsonless(), Outcome.SUITE_FAULT),
        row("a file of ours", missingFile(), Outcome.SUITE_FAULT),
        row("an endless call of ours", new StackOverflowError(), Outcome.SUITE_FAULT),
        row("a class that is missing", new NoClassDefFoundError("a/B"), Outcome.SUITE_FAULT),
        row(
            "an interrupt",
            new IllegalStateException(new InterruptedException()),
            Outcome.SUITE_FAULT),
        row("the program is out of memory", new OutOfMemoryError(), Outcome.SUITE_FAULT));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("table")
  void whatWasThrownDecides(String what, Throwable thrown, Outcome outcome) {
    assertThat(judgement.of(thrown).outcome()).as(what).isEqualTo(outcome);
    assertThat(judgement.of(thrown).message()).as("message of %s", what).isNotBlank();
  }

  @ParameterizedTest(name = "{0}, wrapped twice: {2}")
  @MethodSource("table")
  void itDecidesAlsoWhereItIsTheCauseOfSomethingThatNobodyKnows(
      String what, Throwable thrown, Outcome outcome) {
    var wrapped = new CompletionException(new RuntimeException("outer", thrown));

    assertThat(judgement.of(wrapped).outcome()).as(what).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void nothingThatWasThrownIsEverDone(String what, Throwable thrown, Outcome outcome) {
    for (boolean silent : new boolean[] {false, true}) {
      silence.clear();
      silence.addAll(silent ? List.of("node2 does not answer") : List.of());
      assertThat(judgement.of(thrown).outcome()).as(what).isNotEqualTo(Outcome.DONE);
    }
  }

  @Test
  void whereTheLabIsSilentThatIsTheCauseWhateverFailed() {
    silence.add("node2 does not answer: connect timed out");
    Ending ending = judgement.of(new AssertionError("expected 4 pods, saw 3"));

    assertThat(ending.outcome()).isEqualTo(Outcome.LAB_FAULT);
    assertThat(ending.seen()).contains("node2 does not answer: connect timed out");
    assertThat(ending.message()).contains("the original failure: expected 4 pods, saw 3");
    assertThat(judgement.of(new TestAbortedException("no browser")).outcome())
        .as("what was not tried has no cause in the lab")
        .isEqualTo(Outcome.NOT_ATTEMPTED);
  }

  @Test
  void afterSomebodyHasStoppedTheRunNoFailureProvesAnything() {
    stopping = true;

    assertThat(judgement.of(new AssertionError("no")).outcome()).isEqualTo(Outcome.UNDER_WAY);
  }

  @Test
  void whatNobodyKnowsIsNamedByItsClass() {
    assertThat(judgement.of(new ArithmeticException("/ by zero")).message())
        .isEqualTo("java.lang.ArithmeticException: / by zero");
  }

  @Test
  void aBlockedScenarioNamesWhoBlocksIt() {
    assertThat(judgement.of(new BlockedException("it needs 'a'", "01-lab/a")).blockedBy())
        .isEqualTo("01-lab/a");
  }

  @Test
  void anEqualityTellsBothSides() {
    Ending ending =
        judgement.of(catchThrowable(() -> assertThat("node3").as("node of pod p").isEqualTo("x")));

    assertThat(ending.expected()).isEqualTo("\"x\" (node of pod p)");
    assertThat(ending.seen()).isEqualTo("\"node3\"");
    assertThat(ending.message()).contains("node of pod p", "node3", "x");
  }

  @Test
  void otherAssertionsTellBothSidesToo() {
    Ending list =
        judgement.of(
            catchThrowable(() -> assertThat(List.of("a", "b")).as("pods").containsExactly("c")));
    assertThat(list.expected()).startsWith("pods: to contain exactly").contains("\"c\"");
    assertThat(list.seen()).isEqualTo("[\"a\", \"b\"]");

    Ending map =
        judgement.of(catchThrowable(() -> assertThat(Map.of("a", 1)).containsOnlyKeys("b")));
    assertThat(map.expected()).startsWith("to contain only");
    assertThat(map.seen()).isEqualTo("{\"a\"=1}");

    Ending text =
        judgement.of(catchThrowable(() -> assertThat("hello").as("answer").contains("bye")));
    assertThat(text.expected()).startsWith("answer: to contain:").contains("\"bye\"");
    assertThat(text.seen()).isEqualTo("\"hello\"");
  }

  @Test
  void anAssertionThatCannotBeTakenApartIsToldWhole() {
    Ending ending = judgement.of(new AssertionError("four pods, not three"));

    assertThat(ending.expected()).isEmpty();
    assertThat(ending.seen()).isEqualTo("four pods, not three");
  }

  @Test
  void tidyingUpIsTheLabsFaultOnlyIfEachPartOfItThatFailedIs() {
    assertThat(judgement.of(tidying(api(0, new IOException("reset")), api(503, null))).outcome())
        .isEqualTo(Outcome.LAB_FAULT);
    assertThat(judgement.of(tidying(api(503, null), api(403, null))).outcome())
        .isEqualTo(Outcome.SUITE_FAULT);
    assertThat(judgement.of(tidying(new NotThereException("pod p", "none"))).outcome())
        .as("what the trainee may have made is removed by us")
        .isEqualTo(Outcome.SUITE_FAULT);
  }

  @Test
  void whereTheLabIsSilentAFaultOfTheSuiteIsNone() {
    silence.add("the API server does not answer");

    assertThat(judgement.of(new NullPointerException()).outcome()).isEqualTo(Outcome.LAB_FAULT);
  }

  private static Throwable tidying(RuntimeException... failures) {
    var teardown = new Teardown();
    for (RuntimeException failure : failures) {
      teardown.push(
          "remove it",
          () -> {
            throw failure;
          });
    }
    return catchThrowable(teardown::close);
  }

  private static Throwable waiting(Waits waits) {
    return catchThrowable(() -> waits.upTo(SHORT).see("it", () -> 1, seen -> false));
  }

  private static Throwable holding(Waits waits) {
    return catchThrowable(() -> waits.holding(SHORT).see("it", () -> 1, seen -> false));
  }

  private static Throwable hopeless(Hopeless reason) {
    return catchThrowable(
        () -> WAITS.upTo(SHORT).see("it", () -> 1, seen -> false, seen -> Optional.of(reason)));
  }

  private static Throwable command(String stderr) {
    return catchThrowable(() -> new CommandResult("node1", "kubectl get", 1, "", stderr).orThrow());
  }

  private static Throwable commandOfOurs(String stderr) {
    return catchThrowable(
        () -> new CommandResult("node1", "kubectl get", 1, "", stderr).orSuiteFault());
  }

  private static Throwable numberless() {
    return catchThrowable(() -> Integer.parseInt("<none>"));
  }

  private static Throwable timeless() {
    return catchThrowable(() -> Instant.parse("yesterday"));
  }

  private static Throwable jsonless() {
    return catchThrowable(() -> new ObjectMapper().readTree("<html>"));
  }

  private static RuntimeException missingFile() {
    return new UncheckedIOException(new NoSuchFileException("podpi.yaml"));
  }

  private static KubernetesClientException api(int code, IOException cause) {
    return cause == null
        ? new KubernetesClientException(
            "answer " + code, code, new StatusBuilder().withCode(code).build())
        : new KubernetesClientException("no answer", cause);
  }

  private static Arguments row(String what, Throwable thrown, Outcome outcome) {
    return Arguments.of(what, thrown, outcome);
  }
}
