package kubetraining.run;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.RunPlan;
import kubetraining.guide.RunRefusedException;
import kubetraining.judge.Judgement;
import kubetraining.lab.LabFolder;
import kubetraining.observe.Notes;
import kubetraining.observe.Now;
import kubetraining.observe.Observation;
import kubetraining.observe.Ticks;
import kubetraining.observe.WatchedRun;
import kubetraining.report.ConsoleProgress;
import kubetraining.trainee.ByHand;
import kubetraining.typed.Transcript;
import kubetraining.wait.Waits;

/**
 * A run that watches a person: what it needs of the lab, and how it speaks.
 *
 * @param folder of the lab
 * @param demonstration types in place of the person; empty if they type themselves
 * @param screen shows what is awaited, where there may be one
 */
record Observing(
    Path folder,
    RunLab lab,
    Waits steps,
    ConsoleProgress console,
    Optional<Demonstration> demonstration,
    OnScreen screen)
    implements WatchedRun {
  private static final Duration NO_HASTE = Duration.ofDays(30);

  /**
   * Sees that the lab can be observed.
   *
   * @throws RunRefusedException otherwise
   */
  static void require(Labs labs) {
    if (labs.config().observe()) {
      require(labs.folder(), labs.config().existing().isEmpty());
    }
  }

  /**
   * The same of one lab.
   *
   * @param ours whether it is a lab, and not a cluster that exists already
   */
  static void require(LabFolder lab, boolean ours) {
    if (!ours || !KeptLab.isKept(lab)) {
      throw new RunRefusedException(
          "the guide is done by hand on a lab of our own that is kept; type: ./training up%s. Nothing was started.",
          LabKinds.nameOption(lab));
    }
  }

  /** The observation of a run, if it is to be one. */
  static Optional<Observation> of(
      Labs labs, RunLab lab, Waits steps, ConsoleProgress console, RunPlan plan) {
    if (!labs.config().observe()) {
      return Optional.empty();
    }
    // What a person takes their time for is no wait of the report, and has no ceiling.
    var waits = new Waits();
    var path = labs.folder().path();
    var screen = new OnScreen(path, LabKinds.nameOption(labs.folder()), plan.guide(), console);
    var run = new Observing(path, lab, steps, console, demonstration(labs), screen);
    var hand = new ByHand(machine -> Transcript.of(path, machine), waits, NO_HASTE);
    return Optional.of(new Observation(hand, Ticks.of(path), Notes.of(path), waits, run));
  }

  /** Who types in place of a person, if somebody does. */
  private static Optional<Demonstration> demonstration(Labs labs) {
    if (!labs.config().solve()) {
      return Optional.empty();
    }
    var demonstration = new Demonstration(labs.folder());
    Runtime.getRuntime().addShutdownHook(new Thread(demonstration::close));
    return Optional.of(demonstration);
  }

  @Override
  public void say(String line) {
    console.shown(line);
  }

  @Override
  public void now(Now now) {
    now.keep(folder);
    screen.show(now);
    // With a hint it is what was typed already.
    demonstration.filter(each -> now.hint().isEmpty()).ifPresent(each -> each.type(now));
  }

  @Override
  public boolean shows() {
    return demonstration.isPresent();
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
    return lab.isStopping() || lab.isMissing();
  }

  @Override
  public void ceiling(Optional<Duration> longest) {
    steps.ceiling(longest);
  }
}
