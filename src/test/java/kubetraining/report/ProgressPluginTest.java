package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.plugin.event.EventHandler;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.Location;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestRunFinished;
import io.cucumber.plugin.event.TestStep;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.wait.WaitLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressPluginTest {
  @TempDir Path folder;
  private final Bus bus = new Bus();
  private RunRecorder recorder;

  @BeforeEach
  void listen() {
    var planned = new PlannedScenario("01-lab/a", "a", "section-1", "01-lab.feature", 7, List.of());
    var plan =
        new RunPlan(
            "",
            Map.of("section-1", "1. The lab"),
            List.of(),
            List.of(planned),
            Set.of("01-lab/a"),
            Set.of("01-lab/a"),
            Set.of());
    recorder =
        new RunRecorder(
            new ReportFiles(folder), plan, new WaitLedger(), Clock.systemUTC(), "run-1");
    var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var console = new ScenarioConsole(new ConsoleProgress(out, false, System::nanoTime), folder);
    new ProgressPlugin(recorder, console).setEventPublisher(bus);
    bus.send(new TestCaseStarted(Instant.now(), new Lab()));
  }

  @Test
  void aScenarioThatPassedAndWasCarriedOutIsDone() {
    recorder.carriedOut();
    end(Status.PASSED, null);

    assertThat(seen().outcome()).isEqualTo(Outcome.DONE);
    assertThat(seen().message()).isEmpty();
  }

  @Test
  void aScenarioThatPassedInADryRunIsNotDone() {
    end(Status.PASSED, null);

    assertThat(seen().outcome()).isEqualTo(Outcome.NOT_ATTEMPTED);
    assertThat(seen().message()).contains("dry run");
    assertThat(seen().allowed()).as("a dry run excuses nothing").isFalse();
  }

  @Test
  void aScenarioThatFailedIsWrongAndSaysWhy() {
    recorder.carriedOut();
    end(Status.FAILED, new AssertionError("expected 4, saw 3"));

    assertThat(seen().outcome()).isEqualTo(Outcome.WRONG);
    assertThat(seen().message()).isEqualTo("expected 4, saw 3");
  }

  @Test
  void aFailureWithoutAMessageIsNamedByItsKind() {
    recorder.carriedOut();
    end(Status.FAILED, new NullPointerException());

    assertThat(seen().message()).isEqualTo("java.lang.NullPointerException");
  }

  @Test
  void undefinedPendingAndAmbiguousStepsAreWrong() {
    for (Status status : List.of(Status.UNDEFINED, Status.PENDING, Status.AMBIGUOUS)) {
      bus.send(new TestCaseStarted(Instant.now(), new Lab()));
      recorder.carriedOut();
      end(status, null);
      assertThat(seen().outcome()).as("outcome of %s", status).isEqualTo(Outcome.WRONG);
    }
  }

  @Test
  void aSkippedScenarioWasNotAttempted() {
    recorder.carriedOut();
    end(Status.SKIPPED, new IllegalStateException("no lab"));

    assertThat(seen().outcome()).isEqualTo(Outcome.NOT_ATTEMPTED);
    assertThat(seen().message()).isEqualTo("not attempted, allowed: no lab");
    assertThat(seen().allowed()).isTrue();
  }

  @Test
  void theEndOfTheRunIsWritten() {
    bus.send(new TestRunFinished(Instant.now(), new Result(Status.PASSED, Duration.ZERO, null)));

    assertThat(recorder.snapshot().run().endedAt()).isNotNull();
    assertThat(folder.resolve("progress.json")).exists();
  }

  private void end(Status status, Throwable error) {
    bus.send(
        new TestCaseFinished(
            Instant.now(), new Lab(), new Result(status, Duration.ofSeconds(1), error)));
  }

  private ProgressReport.Scenario seen() {
    return recorder.snapshot().scenarios().get(0);
  }

  private static final class Bus implements EventPublisher {
    private final Map<Class<?>, Consumer<Object>> handlers = new HashMap<>();

    @Override
    public <T> void registerHandlerFor(Class<T> type, EventHandler<T> handler) {
      handlers.put(type, event -> handler.receive(type.cast(event)));
    }

    @Override
    public <T> void removeHandlerFor(Class<T> type, EventHandler<T> handler) {
      handlers.remove(type);
    }

    void send(Object event) {
      handlers.get(event.getClass()).accept(event);
    }
  }

  private static final class Lab implements TestCase {
    @Override
    @Deprecated
    public Integer getLine() {
      return 7;
    }

    @Override
    public Location getLocation() {
      return new Location(7, 3);
    }

    @Override
    public String getKeyword() {
      return "Scenario";
    }

    @Override
    public String getName() {
      return "a";
    }

    @Override
    @Deprecated
    public String getScenarioDesignation() {
      return "a";
    }

    @Override
    public List<String> getTags() {
      return List.of();
    }

    @Override
    public List<TestStep> getTestSteps() {
      return List.of();
    }

    @Override
    public URI getUri() {
      return URI.create("file:/somewhere/features/01-lab.feature");
    }

    @Override
    public UUID getId() {
      return new UUID(0, 1);
    }
  }
}
