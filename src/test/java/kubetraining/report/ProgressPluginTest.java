package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.core.eventbus.EventBus;
import io.cucumber.core.runtime.TimeServiceEventBus;
import io.cucumber.plugin.event.HookTestStep;
import io.cucumber.plugin.event.HookType;
import io.cucumber.plugin.event.Location;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestRunFinished;
import io.cucumber.plugin.event.TestStep;
import io.cucumber.plugin.event.TestStepFinished;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code OutcomesRunTest} cannot make Cucumber do. */
final class ProgressPluginTest {
  @TempDir Path folder;
  private final EventBus bus = new TimeServiceEventBus(Clock.systemUTC(), UUID::randomUUID);
  private RunRecorder recorder;
  private Function<Throwable, Ending> judge =
      thrown -> new Ending(Outcome.WRONG, String.valueOf(thrown.getMessage()), "4", "3", "");

  @BeforeEach
  void listen() {
    var planned = new PlannedScenario("01-lab/a", "a", "section-1", "01-lab.feature", 7, List.of());
    var all = SampleReport.planOf(Map.of("section-1", "1. The lab"), List.of(planned));
    var plan = SampleReport.with(all, "allowed", Set.of("01-lab/a"));
    recorder = SampleReport.recorder(folder, plan);
    var out = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var progress = new ConsoleProgress(out, false, System::nanoTime);
    var console = new ScenarioConsole(progress, folder, folder);
    new ProgressPlugin(recorder, console, thrown -> judge.apply(thrown)).setEventPublisher(bus);
    bus.send(new TestCaseStarted(Instant.now(), scenario()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"DONE", "NOT_ATTEMPTED", "BLOCKED", "NOT_REACHED"})
  void whatCucumberCallsFailedIsNeverAnythingMilder(Outcome milder) {
    judge = thrown -> Ending.of(milder, "all is well");
    recorder.carriedOut();
    end(Status.FAILED, new IllegalStateException("any"));

    assertThat(seen().outcome()).isEqualTo(Outcome.SUITE_FAULT);
  }

  @ParameterizedTest
  @CsvSource({"FAILED, WRONG", "UNDEFINED, SUITE_FAULT"})
  void whatAStepCameToStaysIfTidyingUpFailsToo(Status status, Outcome outcome) {
    recorder.carriedOut();
    ended(step(), status);
    ended(undo(), Status.FAILED);
    end(Status.FAILED, new AssertionError("it is stuck"));

    assertThat(seen().outcome()).isEqualTo(outcome);
  }

  @Test
  void aJudgeThatFailsItselfAccusesNobody() {
    judge =
        thrown -> {
          throw new IllegalArgumentException("no idea");
        };
    recorder.carriedOut();
    end(Status.FAILED, new NullPointerException());

    assertThat(seen().outcome()).isEqualTo(Outcome.SUITE_FAULT);
    assertThat(seen().message()).contains("java.lang.NullPointerException", "no idea");
  }

  private void end(Status status, Throwable error) {
    bus.send(
        new TestCaseFinished(
            Instant.now(), scenario(), new Result(status, Duration.ofSeconds(1), error)));
  }

  private void ended(TestStep step, Status status) {
    var result = new Result(status, Duration.ZERO, null);
    bus.send(new TestStepFinished(Instant.now(), scenario(), step, result));
  }

  private ProgressReport.Scenario seen() {
    return recorder.snapshot().scenarios().get(0);
  }

  private static TestCase scenario() {
    return seenAs(
        TestCase.class,
        Map.ofEntries(
            Map.entry("getName", "a"),
            Map.entry("getLocation", new Location(7, 3)),
            Map.entry("getUri", URI.create("file:/somewhere/features/01-lab.feature"))));
  }

  private static TestStep step() {
    Map<String, Object> words = Map.of("getKeyword", "Then ", "getText", "there are four");
    return seenAs(
        PickleStepTestStep.class,
        Map.of("getStep", seenAs(io.cucumber.plugin.event.Step.class, words)));
  }

  private static TestStep undo() {
    return seenAs(HookTestStep.class, Map.of("getHookType", HookType.AFTER));
  }

  private static <T> T seenAs(Class<T> type, Map<String, ?> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }

  @Test
  void aScenarioThatPassedIsDoneOnlyIfItWasCarriedOut() {
    end(Status.PASSED, null);
    assertThat(seen().outcome()).isEqualTo(Outcome.NOT_ATTEMPTED);
    assertThat(seen().message()).contains("dry run");
    assertThat(seen().allowed()).as("a dry run excuses nothing").isFalse();
    bus.send(new TestCaseStarted(Instant.now(), scenario()));
    recorder.carriedOut();
    end(Status.PASSED, null);
    assertThat(seen().outcome()).isEqualTo(Outcome.DONE);
    assertThat(seen().message()).isEmpty();
    bus.send(new TestRunFinished(Instant.now(), new Result(Status.PASSED, Duration.ZERO, null)));
    assertThat(recorder.snapshot().run().endedAt()).isNotNull();
  }

  @Test
  void whatWasStoppedFromOutsideHasNotEnded() {
    judge = thrown -> Ending.of(Outcome.UNDER_WAY, "told to stop");
    recorder.carriedOut();
    end(Status.FAILED, new IllegalStateException("interrupted"));
    assertThat(seen().outcome()).isEqualTo(Outcome.UNDER_WAY);
    assertThat(seen().failure()).isNull();
  }
}
