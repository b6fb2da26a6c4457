package kubetraining.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonParseException;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.IntStream;
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
import kubetraining.wait.Waits;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

final class JudgementTest {
  private static final Waits WAITS = new Waits();
  private static final String REFUSED =
      "The connection to the server 10.42.1.4:6443 was refused - did you";
  private static final Duration SHORT = Duration.ofMillis(20);
  private final List<String> silence = new ArrayList<>();
  private boolean stopping;
  private final Judgement judgement = new Judgement(() -> silence, () -> stopping);

  /** The whole table: what is thrown, and what it means. */
  static Stream<Arguments> table() {
    return Stream.of(
            thrown(
                Outcome.WRONG,
                new AssertionError("no"),
                holding(WAITS),
                hopeless(Hopeless.wrong("it failed")),
                catchThrowable(() -> ended("error: no such pod").orThrow()),
                catchThrowable(() -> ended(REFUSED.replace("10.42.1.4:6443", "::1")).orThrow())),
            thrown(Outcome.TIMEOUT, waiting(WAITS)),
            thrown(
                Outcome.NOT_YET,
                hopeless(Hopeless.notThere("none")),
                new NotThereException("pod p", "none"),
                new ResourceNotFoundException("no")),
            answered(Outcome.NOT_YET, 404),
            thrown(
                Outcome.LAB_FAULT,
                holding(WAITS.ofLab()),
                waiting(WAITS.ofLab()),
                hopeless(Hopeless.lab("no image")),
                new LabFaultException("node2", "gone"),
                catchThrowable(() -> ended(REFUSED).orThrow()),
                catchThrowable(() -> ended(REFUSED).orSuiteFault()),
                new LabUnavailableException("no engine"),
                new ArtifactException("no registry"),
                new HostException("no Go"),
                new UncheckedIOException(new ConnectException()),
                new KubernetesClientException("no answer", new IOException("reset")),
                new KubernetesClientException("no answer", new SocketTimeoutException())),
            answered(Outcome.LAB_FAULT, 429, 500, 503),
            thrown(Outcome.NOT_ATTEMPTED, new TestAbortedException("no browser")),
            thrown(Outcome.BLOCKED, new BlockedException("needs a", "a")),
            answered(Outcome.SUITE_FAULT, 400, 401, 403, 409, 410, 422),
            thrown(
                Outcome.SUITE_FAULT,
                catchThrowable(() -> ended("sudo: no").orSuiteFault()),
                new NullPointerException(),
                new IllegalStateException("no answer"),
                new IllegalArgumentException("'x'"),
                new IndexOutOfBoundsException("1"),
                new NoSuchElementException(),
                new ClassCastException("no"),
                new NumberFormatException("<none>"),
                new DateTimeException("yesterday"),
                new JsonParseException(null, "<html>"),
                new UncheckedIOException(new NoSuchFileException("a")),
                new StackOverflowError(),
                new NoClassDefFoundError("a/B"),
                new IllegalStateException(new InterruptedException()),
                new OutOfMemoryError()))
        .flatMap(Function.identity());
  }

  private static Stream<Arguments> answered(Outcome outcome, int... codes) {
    var answers = IntStream.of(codes).mapToObj(JudgementTest::answer);
    return thrown(outcome, answers.toArray(Throwable[]::new));
  }

  private static Stream<Arguments> thrown(Outcome outcome, Throwable... all) {
    return Stream.of(all).map(each -> Arguments.of(each.toString(), each, outcome));
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
    assertThat(judgement.of(new NullPointerException()).outcome()).isEqualTo(Outcome.LAB_FAULT);
  }

  @Test
  void tidyingUpIsTheLabsFaultOnlyIfEachPartOfItThatFailedIs() {
    var reset = new KubernetesClientException("no answer", new IOException("reset"));
    assertThat(judgement.of(tidying(reset, answer(503))).outcome()).isEqualTo(Outcome.LAB_FAULT);
    assertThat(judgement.of(tidying(answer(503), answer(403))).outcome())
        .isEqualTo(Outcome.SUITE_FAULT);
    assertThat(judgement.of(tidying(new NotThereException("pod p", "none"))).outcome())
        .as("what the trainee may have made is removed by us")
        .isEqualTo(Outcome.SUITE_FAULT);
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

  private static CommandResult ended(String stderr) {
    return new CommandResult("node1", "kubectl get", 1, "", stderr);
  }

  private static KubernetesClientException answer(int code) {
    var status = new StatusBuilder().withCode(code).build();
    return new KubernetesClientException("answer " + code, code, status);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("table")
  void whatWasThrownDecidesAlsoAsTheCauseOfSomethingThatNobodyKnows(
      String what, Throwable thrown, Outcome outcome) {
    assertThat(judgement.of(thrown).outcome()).as(what).isEqualTo(outcome);
    assertThat(judgement.of(thrown).message()).as("message of %s", what).isNotBlank();
    var wrapped = new CompletionException(new RuntimeException("outer", thrown));
    assertThat(judgement.of(wrapped).outcome()).as("%s, wrapped", what).isEqualTo(outcome);
    silence.add("node2 does not answer");
    assertThat(judgement.of(thrown).outcome()).as("%s, silent", what).isNotEqualTo(Outcome.DONE);
    stopping = true;
    assertThat(judgement.of(new AssertionError("no")).outcome()).isEqualTo(Outcome.UNDER_WAY);
  }

  @Test
  void whatNobodyKnowsIsNamedByItsClassAndWhoBlocksByItsId() {
    assertThat(judgement.of(new ArithmeticException("/ by zero")).message())
        .isEqualTo("java.lang.ArithmeticException: / by zero");
    assertThat(judgement.of(new BlockedException("it needs 'a'", "01-lab/a")).blockedBy())
        .isEqualTo("01-lab/a");
  }

  static Stream<Arguments> assertions() {
    return Stream.of(
        row(
            "\"x\" (node of pod p)",
            "\"node3\"",
            () -> assertThat("node3").as("node of pod p").isEqualTo("x")),
        row(
            "pods: to contain exactly",
            "[\"a\", \"b\"]",
            () -> assertThat(List.of("a", "b")).as("pods").containsExactly("c")),
        row("to contain only", "{\"a\"=1}", () -> assertThat(Map.of("a", 1)).containsOnlyKeys("b")),
        row(
            "answer: to contain:",
            "\"hello\"",
            () -> assertThat("hello").as("answer").contains("bye")),
        row("", "four pods, not three", () -> fail("four pods, not three")));
  }

  private static Arguments row(String expected, String seen, ThrowingCallable assertion) {
    return Arguments.of(expected, seen, catchThrowable(assertion));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("assertions")
  void anAssertionTellsBothSidesOrIsToldWhole(String expected, String seen, Throwable thrown) {
    Ending ending = judgement.of(thrown);
    assertThat(ending.expected()).startsWith(expected);
    assertThat(ending.expected().isEmpty()).isEqualTo(expected.isEmpty());
    assertThat(ending.seen()).isEqualTo(seen);
  }
}
