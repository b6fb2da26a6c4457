package kubetraining.proofs;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestSourceRead;
import io.cucumber.plugin.event.TestStep;
import java.nio.file.Path;
import java.util.TreeSet;
import kubetraining.steps.TrainingPlugin;

/** Tells a run of proofs what Cucumber does, and after each row what carried it out. */
public final class ProofPlugin implements ConcurrentEventListener {
  private static final String STEPS = "kubetraining.steps.";

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    var run = ProofRun.current();
    publisher.registerHandlerFor(
        TestSourceRead.class,
        event -> run.training().sources().read(event.getUri(), event.getSource()));
    run.training().plugin().setEventPublisher(publisher);
    TrainingPlugin.tellObservation(run.training(), publisher);
    publisher.registerHandlerFor(TestCaseFinished.class, event -> ended(run, event));
  }

  private static void ended(ProofRun run, TestCaseFinished event) {
    var classes = new TreeSet<String>();
    boolean checks = false;
    for (TestStep step : event.getTestCase().getTestSteps()) {
      if (step instanceof PickleStepTestStep written) {
        checks = checks(written.getStep().getKeyword().strip(), checks);
        String place = written.getCodeLocation();
        if (checks && place != null && place.startsWith(STEPS)) {
          classes.add(place.substring(STEPS.length()).split("\\.", 2)[0]);
        }
      }
    }
    run.ended(
        String.valueOf(Path.of(event.getTestCase().getUri().getPath()).getFileName()),
        event.getTestCase().getName(),
        classes);
  }

  /** A Given asks for what a lesson begins with, and judges nobody. */
  private static boolean checks(String keyword, boolean before) {
    return switch (keyword) {
      case "Given" -> false;
      case "When", "Then" -> true;
      default -> before;
    };
  }
}
