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
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.function.Function;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/** Tells what Cucumber reports to the recorder and to the console. */
public final class ProgressPlugin implements ConcurrentEventListener {
  private final RunRecorder recorder;
  private final ScenarioConsole console;
  private final Function<Throwable, Ending> judge;
  private String failedStep = "";
  private @Nullable TestStep threw;

  /**
   * Tells it.
   *
   * @param judge says how a scenario ended in which this was thrown; whoever judges knows the lab
   *     and its libraries, the report need not
   */
  public ProgressPlugin(
      RunRecorder recorder, ScenarioConsole console, Function<Throwable, Ending> judge) {
    this.recorder = recorder;
    this.console = console;
    this.judge = judge;
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
    threw = null;
    String file = fileOf(testCase.getUri().toString());
    int line = testCase.getLocation().getLine();
    var place = recorder.scenarioStarted(file, line, testCase.getName());
    console.started(place, testCase.getName());
  }

  private void stepEnded(TestStepFinished event) {
    if (failedStep.isEmpty() && !event.getResult().getStatus().isOk()) {
      failedStep = inWords(event.getTestStep());
    }
    if (threw == null && event.getResult().getStatus() == Status.FAILED) {
      threw = event.getTestStep();
    }
  }

  private void ended(TestCaseFinished event) {
    Result result = event.getResult();
    Ending ending = withStep(ending(result));
    if (ending.outcome() == Outcome.SUITE_FAULT) {
      keepTrace(result.getError());
    }
    recorder.scenarioEnded(ending, failedStep, result.getDuration()).ifPresent(console::ended);
  }

  // Whoever is told of it was not there.
  private void keepTrace(@Nullable Throwable error) {
    if (error != null) {
      var trace = new StringWriter();
      error.printStackTrace(new PrintWriter(trace));
      var unused = recorder.evidence("suite-fault.txt", trace.toString());
    }
  }

  private void runEnded() {
    recorder.end();
    console.summary(recorder.snapshot());
  }

  private Ending ending(Result result) {
    return switch (result.getStatus()) {
      case PASSED -> passed();
      case SKIPPED, UNUSED -> skipped(result.getError());
      case UNDEFINED -> ofSuite("no step definition matches this step");
      case PENDING -> ofSuite("this step is pending: it has not been written yet");
      case AMBIGUOUS -> ofSuite("several step definitions match: " + words(result.getError()));
      case FAILED -> failed(result.getError());
    };
  }

  private Ending passed() {
    // Cucumber calls a scenario passed in a dry run, too, where no step is executed.
    return recorder.isCarriedOut()
        ? Ending.done()
        : Ending.of(Outcome.NOT_ATTEMPTED, "no step was carried out: this was a dry run");
  }

  private Ending skipped(@Nullable Throwable error) {
    Ending ending =
        error == null ? Ending.of(Outcome.NOT_ATTEMPTED, "no reason was given") : judged(error);
    if (ending.outcome() == Outcome.BLOCKED) {
      return ending;
    }
    return Ending.of(Outcome.NOT_ATTEMPTED, recorder.notAttempted(ending.message()));
  }

  /**
   * What Cucumber calls failed has failed, whoever judges, or was cut off. What happens around the
   * steps is our own work, whatever was seen in it.
   */
  private Ending failed(@Nullable Throwable error) {
    Ending ending = error == null ? ofSuite("no reason was given") : judged(error);
    if (ending.outcome().ofTrainee() && threw instanceof HookTestStep) {
      return ending.as(Outcome.SUITE_FAULT);
    }
    return ending.outcome().failed() || ending.outcome() == Outcome.UNDER_WAY
        ? ending
        : ofSuite(ending.message());
  }

  private static Ending ofSuite(String message) {
    return Ending.of(Outcome.SUITE_FAULT, message);
  }

  private Ending judged(Throwable error) {
    try {
      return judge.apply(error);
    } catch (RuntimeException e) {
      return ofSuite(Texts.of("%s; it could not be judged: %s", words(error), e.toString()));
    }
  }

  private Ending withStep(Ending ending) {
    return failedStep.isEmpty() || !ending.outcome().failed()
        ? ending
        : ending.saying(failedStep + "\n" + ending.message());
  }

  private static String words(@Nullable Throwable error) {
    if (error == null) {
      return "no reason was given";
    }
    String message = error.getMessage();
    return message == null || message.isBlank() ? error.toString() : message.strip();
  }

  private static String inWords(TestStep step) {
    if (step instanceof PickleStepTestStep pickle) {
      return pickle.getStep().getKeyword() + pickle.getStep().getText();
    }
    if (!(step instanceof HookTestStep hook)) {
      return "";
    }
    return switch (hook.getHookType()) {
      case BEFORE, BEFORE_STEP -> "(while getting ready)";
      case AFTER, AFTER_STEP -> "(while tidying up)";
    };
  }

  private static String fileOf(String uri) {
    return String.valueOf(Path.of(uri.replaceFirst("^[a-z]+:", "")).getFileName());
  }
}
