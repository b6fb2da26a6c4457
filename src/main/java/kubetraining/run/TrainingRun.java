package kubetraining.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kubetraining.certificate.Inputs;
import kubetraining.cluster.TrainingCluster;
import kubetraining.component.CommandEffects;
import kubetraining.config.Limit;
import kubetraining.course.Ending;
import kubetraining.course.PlannedScenario;
import kubetraining.guide.RunRefusedException;
import kubetraining.judge.BlockedException;
import kubetraining.judge.Judgement;
import kubetraining.judge.Silence;
import kubetraining.observe.Observation;
import kubetraining.probe.Browser;
import kubetraining.progress.Progress;
import kubetraining.report.ProgressPlugin;
import kubetraining.report.RunRecorder;
import kubetraining.report.ScenarioConsole;
import kubetraining.trainee.Trainee;
import kubetraining.wait.Waits;
import org.jspecify.annotations.Nullable;

/** The run as a whole: one lab for all scenarios, brought up when the first of them asks for it. */
public final class TrainingRun implements RunWaits {
  private final RunOpening opening;
  private final Path log;
  private final RunCertificate.SourcesRead sources = new RunCertificate.SourcesRead();
  private final Sections sections = new Sections(this);
  private RunOpening.@Nullable Parts parts;

  /** A run that is yet to begin. */
  public TrainingRun(RunOpening opening) {
    this(opening, opening.reports().resolve("log"));
  }

  private TrainingRun(RunOpening opening, Path log) {
    this.opening = opening;
    this.log = log;
  }

  /** The same run, yet to begin, with its reports in another folder; details go where they went. */
  public TrainingRun reportingTo(Path folder) {
    return new TrainingRun(opening.reportingTo(folder), log);
  }

  /**
   * Checks settings and selection, and begins the report. Nothing is brought up.
   *
   * @throws RunRefusedException if the run cannot mean what was typed
   */
  public synchronized void prepare() {
    if (parts == null) {
      parts = opening.open();
      var effects = new CommandEffects(() -> access().client(), manifests());
      parts.observation().ifPresent(each -> each.hand().orByEffect(effects::of));
    }
  }

  /** The tag expression by which scenarios are to be run: what was typed, less what is slow. */
  public String filter() {
    return parts().filter();
  }

  /** The regular expression that the names of scenarios must match, if one was given. */
  public Optional<String> filterByName() {
    return Optional.of(opening.asked().name()).filter(name -> !name.isEmpty());
  }

  /** Takes note of what is seen, for the report. */
  public RunRecorder recorder() {
    return parts().recorder();
  }

  /** Reports on this run to whoever listens to Cucumber. */
  public ProgressPlugin plugin() {
    var lab = parts().lab();
    var judgement = new Judgement(() -> withoutLab() ? List.of() : lab.silent(), lab::isStopping);
    var console = new ScenarioConsole(parts().console(), reports(), log);
    return new ProgressPlugin(recorder(), console, thrown -> explained(judgement.of(thrown)));
  }

  private Ending explained(Ending ending) {
    var began = recorder().currentSince();
    return labs().config().existing().isEmpty() || labIfUp().isEmpty() || began.isEmpty()
        ? ending
        : RefusedByRules.explain(ending, access().client(), began.get());
  }

  /**
   * Lets the scenario under way go on, if nothing is in its way.
   *
   * @throws BlockedException naming the scenario to blame
   */
  public void requireUnblocked() {
    parts().blocks().require();
  }

  /** Says on the console where the page is; called when all else has been said. */
  public void sayWhereThePageIs() {
    parts().console().note(parts().page().lastWords());
  }

  /** The labs that the settings name, and what can be asked of them before any is up. */
  public Labs labs() {
    return parts().labs();
  }

  /** A browser on this computer; without one the scenario ends as not attempted. */
  public Browser browser() {
    return parts().browser().get();
  }

  /**
   * The lab of this run. Whoever asks first brings it up; a failure is remembered, not repeated.
   */
  public LabSession lab() {
    return parts().lab().get();
  }

  /** The cluster of the lab, which is brought up for whoever asks first. */
  public TrainingCluster cluster() {
    return lab().cluster();
  }

  /** What the lab can do for those who look. */
  public LabAccess access() {
    return lab().access();
  }

  /** The one who types what is performed in this run. */
  public Trainee trainee() {
    return observation().map(Observation::hand).<Trainee>map(hand -> hand).orElseGet(this::bySuite);
  }

  private Trainee bySuite() {
    // After this long a script is given up, and the call fails.
    var limit = Limit.GUIDE_COMMAND.duration();
    return (machine, block) -> access().shell(machine).run(block.script(), limit);
  }

  /** How a person is watched who does what the guide says; empty in a run of the suite. */
  public Optional<Observation> observation() {
    return parts().observation();
  }

  /** Sees that a script can be typed there; otherwise the scenario ends as not attempted. */
  public void requireTyping(String machine, String script) {
    if (access().shell(machine) instanceof TypingPlace place) {
      place.require(script);
    }
  }

  /** The lab, if it is up; asking does not bring it up. */
  public Optional<LabSession> labIfUp() {
    return parts().lab().ifUp();
  }

  /** Which section is taught, and how one ends before the next begins. */
  public Sections sections() {
    return sections;
  }

  /** The section whose scenarios are running. */
  public Section section() {
    return sections.current();
  }

  /** The folder that this run writes its reports to. */
  public Path reports() {
    return opening.reports();
  }

  /** The folder of the feature files. */
  public Path features() {
    return opening.features();
  }

  /** What the run stands on, as it was when the run began. */
  public Inputs inputs() {
    return parts().inputs();
  }

  /** What Cucumber read of the guide. */
  public RunCertificate.SourcesRead sources() {
    return sources;
  }

  /** Where the project's manifests are on this computer. */
  public Path manifests() {
    return features().resolveSibling("manifests").toAbsolutePath();
  }

  /** Says something on the console. */
  void note(String text) {
    parts().console().note(text);
  }

  /** Does something that takes a while, and says so on the console meanwhile. */
  public void during(String what, Runnable work) {
    Progress.Work each = work::run;
    parts().console().phase(what, each);
  }

  @Override
  public Waits waits() {
    return parts().waits();
  }

  @Override
  public Progress progress() {
    return parts().console();
  }

  /** Says on the console what is awaited at this moment; empty for nothing. */
  public void awaiting(String what) {
    parts().console().awaiting(what);
  }

  /**
   * Looks once more whether the lab is whole, gives it back, unless it is to be kept, and proves
   * that nothing is left.
   *
   * @throws RunFailedException if the lab was not whole, if something is left, or if not all that
   *     was asked for is done
   */
  public synchronized void finish() {
    var complaints = new ArrayList<String>(parts().lab().lastLook());
    complaints.addAll(complaints.isEmpty() ? endOfSections() : sections.giveUp());
    complaints.addAll(parts().lab().end());
    recorder().complain(complaints);
    complaints.addAll(Silence.broken(recorder().snapshot()));
    if (!complaints.isEmpty()) {
      throw new RunFailedException(String.join("; ", complaints));
    }
  }

  /**
   * Certifies the run, when nobody writes its report any more.
   *
   * @throws RunFailedException if the certificate does not attest what it should
   */
  public synchronized void seal() {
    if (parts != null) {
      new RunCertificate(this).seal(parts.console()::note);
    }
  }

  private boolean withoutLab() {
    return recorder().current().filter(PlannedScenario::withoutLab).isPresent();
  }

  /** Ends the section that is being taught; of a lab that is silent nothing can be removed. */
  List<String> endOfSections() {
    boolean silent = recorder().lastFault().isPresent() && !parts().lab().silent().isEmpty();
    if (silent && labIfUp().isPresent()) {
      return sections.giveUp();
    }
    return sections.end();
  }

  private synchronized RunOpening.Parts parts() {
    prepare();
    return Objects.requireNonNull(parts);
  }
}
