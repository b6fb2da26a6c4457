package kubetraining.run;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.config.TrainingConfig;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.RunPlan;
import kubetraining.guide.RunRefusedException;
import kubetraining.host.Texts;
import kubetraining.judge.Judgement;
import kubetraining.lab.LabFolder;
import kubetraining.observe.Observation;
import kubetraining.observe.Ticks;
import kubetraining.report.ConsoleProgress;
import kubetraining.trainee.Block;
import kubetraining.trainee.ByHand;
import kubetraining.typed.Transcript;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;

/** A run that watches a person: what it needs of the lab, and how it speaks. */
record Observing(RunLab lab, RunWaits steps, ConsoleProgress console) implements Observation.Run {
  private static final Duration NO_HASTE = Duration.ofDays(30);

  /** Of the other sections, the suite still does a part. */
  private static final Set<String> SECTIONS = Set.of("section-1", "section-3");

  /**
   * Sees that what was asked for can be observed.
   *
   * @throws RunRefusedException otherwise
   */
  static void require(TrainingConfig config, RunPlan plan) {
    if (!config.observe()) {
      return;
    }
    List<String> others =
        plan.guide().stream()
            .filter(each -> plan.selected().contains(each.id()))
            .map(PlannedScenario::section)
            .filter(each -> !SECTIONS.contains(each))
            .distinct()
            .toList();
    if (!others.isEmpty()) {
      throw new RunRefusedException(
          Texts.of(
              "only sections 1 and 3 can be observed today, and not %s: there the suite still does a part by itself. Nothing was started.",
              others.stream().map(each -> "@" + each).collect(Collectors.joining(", "))));
    }
    var folder = folder(config);
    if (config.existing().isPresent() || !KeptLab.isKept(folder)) {
      throw new RunRefusedException(
          Texts.of(
              "only a lab of our own that is kept can be observed; type: ./training up%s. Nothing was started.",
              LabKinds.nameOption(folder)));
    }
  }

  /** The observation of a run, if it is to be one. */
  static Optional<Observation> of(TrainingConfig config, Observing run) {
    if (!config.observe()) {
      return Optional.empty();
    }
    // What a person takes their time for is no wait of the report, and has no ceiling.
    var waits = new Waits(new WaitLedger());
    var folder = folder(config).path();
    var hand =
        new ByHand(machine -> Transcript.of(folder, machine), waits, NO_HASTE, run::typeThis);
    return Optional.of(new Observation(hand, Ticks.of(folder), waits, run));
  }

  private static LabFolder folder(TrainingConfig config) {
    return LabFolder.of(config.folders().state(), config.labName());
  }

  private void typeThis(String machine, Block block, boolean goesOn) {
    say(
        Texts.of(
            "[ ] type on %s, in a shell of ./training ssh %s%s:",
            machine, machine, goesOn ? ", and let it run; for what follows open another" : ""));
    block.commands().lines().forEach(line -> say("      " + line));
    block
        .variables()
        .forEach(
            (name, value) -> {
              if (block.commands().contains("$" + name)) {
                say(Texts.of("    where %s is %s; so type first: export %1$s=%2$s", name, value));
              }
            });
  }

  @Override
  public void say(String line) {
    console.note(line);
  }

  @Override
  public Ending judge(Throwable thrown) {
    if (thrown instanceof KubernetesClientException refused
        && refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
      // The run tried to tidy up, which is not its business; the next try names what is there.
      return Ending.of(Outcome.BLOCKED, "something has to go first");
    }
    return new Judgement(lab::silent, lab::isStopping).of(thrown);
  }

  @Override
  public boolean isStopping() {
    return lab.isStopping();
  }

  @Override
  public void ceiling(Optional<Duration> longest) {
    steps.ceiling(longest);
  }
}
