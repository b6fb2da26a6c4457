package kubetraining.steps;

import io.cucumber.java.After;
import io.cucumber.java.AfterAll;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import java.time.Instant;
import java.util.Optional;
import kubetraining.cluster.TrainingCluster;
import kubetraining.course.PlannedScenario;
import kubetraining.evidence.ScenarioEvidence;
import kubetraining.host.Texts;
import kubetraining.observe.Observation;
import kubetraining.page.PodSpan;
import kubetraining.probe.SparkWatch;
import kubetraining.report.ChallengeMark;
import kubetraining.run.LabSession;
import kubetraining.run.TrainingRun;
import org.opentest4j.TestAbortedException;

/** What happens around scenarios: evidence first, then undo; at the very end the lab goes back. */
public record TrainingHooks(TrainingRun run, ScenarioNotes notes) {

  @Before(order = 0)
  public void carriedOut(Scenario scenario) {
    // Cucumber's messages know no fields of ours; what is attached stands in them all the same.
    String challenge = run.recorder().challenge();
    if (!challenge.isEmpty()) {
      scenario.attach(challenge, "text/plain", ChallengeMark.NAME);
    }
    // First of all: whatever else is done here may take long on a lab that does not answer.
    run.requireUnblocked();
    run.recorder().carriedOut();
    run.sections().enter(scenario.getUri());
    var typing = new Typing(run, notes);
    run.section().begins((machine, block) -> typing.prepares(machine, block.commands()));
    run.observation().ifPresent(observed -> notes.leaveAll(observed::isReplaying));
    requireEarned(run.observation().filter(Observation::isPassedOver));
  }

  private void requireEarned(Optional<Observation> observed) {
    if (observed.filter(Observation::isShown).isPresent()) {
      String section = run.recorder().current().map(PlannedScenario::section).orElse("");
      throw new TestAbortedException(
          Texts.of(
              "it was shown by ./training solve, and not done by hand; to do it: ./training observe"
                  + " --again %s",
              section.replace('-', ' ')));
    }
  }

  @After(order = 20_000)
  public void keepEvidence(Scenario scenario) {
    run.observation().ifPresent(observed -> observed.facts().forEach(run.recorder()::fact));
    var evidence = new ScenarioEvidence(run.recorder(), run.reports(), new Beside(scenario));
    evidence.keepCommands(notes.commands());
    notes.pictures().forEach(evidence::keepPicture);
    notes
        .ifAny(LoadRun.class)
        .ifPresent(load -> evidence.keepSeries(load.series().csv(), Pictures.ofLoad(load)));
    notes
        .ifAny(SparkWatch.class)
        .ifPresent(
            watch ->
                run.recorder().fact(PodSpan.FACT, Pictures.ofPods(watch.pods(), Instant.now())));
    run.labIfUp()
        .map(LabSession::cluster)
        .ifPresent(cluster -> keepOfCluster(evidence, cluster, scenario));
  }

  private void keepOfCluster(
      ScenarioEvidence evidence, TrainingCluster cluster, Scenario scenario) {
    if (scenario.isFailed()) {
      evidence.keepAll(cluster, notes.commands());
    } else {
      evidence.keepNamed(cluster, notes.commands(), scenario.getSourceTagNames());
    }
  }

  @After(order = 10_000)
  public void undo() {
    notes.undoAll();
  }

  @After(order = 5_000)
  public void requireEarned() {
    requireEarned(run.observation());
  }

  @AfterAll
  public static void giveLabBack() {
    TrainingRunProvider.CURRENT.get().finish();
  }

  /** Hands on to Cucumber what is to be seen beside a scenario. */
  private record Beside(Scenario scenario) implements ScenarioEvidence.Attachments {
    @Override
    public void attach(String content, String mediaType, String name) {
      scenario.attach(content, mediaType, name);
    }

    @Override
    public void attach(byte[] content, String mediaType, String name) {
      scenario.attach(content, mediaType, name);
    }
  }
}
