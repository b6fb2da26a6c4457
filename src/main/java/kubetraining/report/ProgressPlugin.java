package kubetraining.report;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.HookTestStep;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestRunFinished;
import io.cucumber.plugin.event.TestStep;
import io.cucumber.plugin.event.TestStepFinished;
import java.nio.file.Path;
import kubetraining.course.Outcome;

/** Tells what Cucumber reports to the recorder and to the console. */
public final class ProgressPlugin implements ConcurrentEventListener {
  private final RunRecorder recorder;
  private final ScenarioConsole console;
  private String failedStep = "";

  public ProgressPlugin(RunRecorder recorder, ScenarioConsole console) {
    this.recorder = recorder;
    this.console = console;
  }

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    publisher.registerHandlerFor(TestCaseStarted.class, this::started);
    publisher.registerHandlerFor(TestStepFinished.class, this::stepEnded);
    publisher.registerHandlerFor(TestCaseFinished.class, this::ended);
    publisher.registerHandlerFor(TestRunFinished.class, event -> runEnded());
  }

  private void started(TestCaseStarted event) {
    var testCase = event.getTestCase();
    failedStep = "";
    var place =
        recorder.scenarioStarted(
            fileOf(testCase.getUri().toString()),
            testCase.getLocation().getLine(),
            testCase.getName());
    console.started(place, testCase.getName());
  }

  private void stepEnded(TestStepFinished event) {
    if (failedStep.isEmpty() && outcomeOf(event.getResult().getStatus()) == Outcome.WRONG) {
      failedStep = inWords(event.getTestStep());
    }
  }

  private void ended(TestCaseFinished event) {
    Result result = event.getResult();
    Outcome outcome = outcomeOf(result.getStatus());
    String message = outcome == Outcome.DONE ? "" : messageOf(result);
    if (outcome == Outcome.DONE && !recorder.isCarriedOut()) {
      // Cucumber calls a scenario passed in a dry run, too, where no step is executed.
      outcome = Outcome.NOT_ATTEMPTED;
      message = "no step was carried out: this was a dry run";
    } else if (outcome == Outcome.NOT_ATTEMPTED) {
      message = recorder.notAttempted(message);
    }
    recorder.scenarioEnded(outcome, result.getDuration(), message);
    console.ended(outcome, result.getDuration(), message);
  }

  private void runEnded() {
    recorder.end();
    console.summary(recorder.snapshot());
  }

  private String messageOf(Result result) {
    Throwable error = result.getError();
    String why =
        switch (result.getStatus()) {
          case UNDEFINED -> "no step definition matches this step";
          default -> error == null ? "no reason was given" : reasonOf(error);
        };
    return failedStep.isEmpty() ? why : failedStep + "\n" + why;
  }

  private static String reasonOf(Throwable error) {
    String message = error.getMessage();
    return message == null || message.isBlank() ? error.toString() : message.strip();
  }

  private static Outcome outcomeOf(Status status) {
    return switch (status) {
      case PASSED -> Outcome.DONE;
      case SKIPPED, UNUSED -> Outcome.NOT_ATTEMPTED;
      case PENDING, UNDEFINED, AMBIGUOUS, FAILED -> Outcome.WRONG;
    };
  }

  private static String inWords(TestStep step) {
    if (step instanceof PickleStepTestStep pickle) {
      return pickle.getStep().getKeyword() + pickle.getStep().getText();
    }
    return step instanceof HookTestStep hook
        ? "(while tidying up: %s)".formatted(hook.getHookType())
        : "";
  }

  private static String fileOf(String uri) {
    return String.valueOf(Path.of(uri.replaceFirst("^[a-z]+:", "")).getFileName());
  }
}
