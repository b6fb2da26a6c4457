package kubetraining.proofs;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestSourceRead;
import java.nio.file.Path;
import java.util.TreeSet;

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
    publisher.registerHandlerFor(TestCaseFinished.class, event -> ended(run, event));
  }

  private static void ended(ProofRun run, TestCaseFinished event) {
    var classes = new TreeSet<String>();
    event.getTestCase().getTestSteps().stream()
        .filter(PickleStepTestStep.class::isInstance)
        .map(step -> step.getCodeLocation())
        .filter(place -> place != null && place.startsWith(STEPS))
        .map(place -> place.substring(STEPS.length()).split("\\.", 2)[0])
        .forEach(classes::add);
    run.ended(
        String.valueOf(Path.of(event.getTestCase().getUri().getPath()).getFileName()),
        event.getTestCase().getName(),
        classes);
  }
}
