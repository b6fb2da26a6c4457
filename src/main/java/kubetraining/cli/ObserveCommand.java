package kubetraining.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import kubetraining.config.ConfigException;
import kubetraining.course.PlannedScenario;
import kubetraining.guide.Asked;
import kubetraining.guide.Selection;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.observe.Notes;
import kubetraining.observe.Now;
import kubetraining.observe.Ticks;
import kubetraining.progress.Progress;
import kubetraining.run.GuideRunner;
import kubetraining.run.LabControl;
import kubetraining.run.LabKinds;
import kubetraining.screen.FullScreen;
import kubetraining.wait.Waits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Watches somebody do a section by hand. */
@Command(
    name = "observe",
    description = {
      "Watches you do a section by hand on a kept lab, and ticks off each step as it becomes true.",
      "It types nothing and changes nothing. Type the commands in another terminal, in the shell "
          + "that './training ssh node1' opens. What you have earned is kept: after Ctrl+C, "
          + "the same command goes on where it stopped."
    },
    exitCodeList = {
      "0:everything that was asked for is done",
      "1:something is not done",
      "2:it could not begin: the lab is not up, or somebody else works on it"
    },
    footer = {
      "  ./training up --for @spark",
      "  ./training observe section 3",
      "  ./training observe @spark --again"
    })
final class ObserveCommand extends LabCommand {
  /** Where a run of the guide writes its reports; the launcher starts it in the project. */
  static final Path REPORTS = Path.of("reports");

  private static final String DOING = "training observe";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofDays(30);

  @Option(
      names = "--again",
      description = "forgets what was earned before of what is asked for, and begins anew")
  private boolean again;

  @Option(
      names = "--redo",
      description =
          "forgets what was earned of a scenario that is not complete, and begins it anew")
  private boolean redo;

  @Option(
      names = "--plain",
      description =
          "prints lines, one after the other, as it does where there is no terminal to fill")
  private boolean plain;

  @Parameters(
      paramLabel = "WHAT",
      arity = "0..2",
      description =
          "a tag, as in @spark, or a section, as in section 3; the whole guide if nothing is said")
  private List<String> what = new ArrayList<>();

  @Override
  public Integer call() {
    var lab = folder();
    var watcher = LabLock.holderOf(lab).filter(each -> each.contains(DOING));
    if (watcher.isPresent()) {
      return follow(lab, watcher.get());
    }
    System.setProperty(FullScreen.ASKED, String.valueOf(isFull()));
    return run("observe", what, REPORTS, this, () -> forget(lab));
  }

  private boolean isFull() {
    return !plain && Terminal.canBeFilled();
  }

  /** Only one watches; others may look on. */
  private int follow(LabFolder lab, String watcher) {
    print("%s watches this lab already; here you see what it waits for, until it ends", watcher);
    var screen = isFull() ? screen(lab) : Optional.<FullScreen>empty();
    Runnable leave = () -> screen.ifPresent(each -> each.leave().forEach(it -> print("%s", it)));
    Runtime.getRuntime().addShutdownHook(new Thread(leave, "leave the screen"));
    var told = new AtomicReference<Now>();
    Callable<Boolean> look =
        () -> {
          Now.of(lab.path())
              .filter(each -> !each.equals(told.getAndSet(each)))
              .ifPresent(it -> screen.ifPresentOrElse(each -> each.show(it), () -> tell(it)));
          return LabLock.holderOf(lab).isEmpty();
        };
    var unused =
        new Waits().upTo(LONGEST).every(POLL).see("the other one to end", look, ended -> ended);
    leave.run();
    return 0;
  }

  private Optional<FullScreen> screen(LabFolder lab) {
    return FullScreen.open(lab.path(), LabKinds.nameOption(lab), guide().scenarios());
  }

  private void tell(Now now) {
    print("%s, step %d: %s", now.scenario(), now.step() + 1, now.inWords());
  }

  /**
   * Carries out the guide on a kept lab.
   *
   * @param mode by whose hands
   * @param reports the folder that the reports go to
   * @param forget is called if the lab is kept and nobody else works on it
   */
  static int run(
      String mode, List<String> what, Path reports, LabCommand command, Runnable forget) {
    System.setProperty("training.mode", mode);
    select(what);
    var control = new LabControl(command.config(), Progress.SILENT);
    if (command.folder().exists() && control.acceptAsItIs()) {
      command.print("an earlier run on this lab was killed; going on with it as it is");
    }
    control.requireKept();
    forget.run();
    return ServiceLoader.load(GuideRunner.class)
        .findFirst()
        .orElseThrow(
            () -> new ConfigException("the guide is not compiled; start this by ./training"))
        .run(reports);
  }

  private static void select(List<String> what) {
    if (!what.isEmpty()) {
      System.setProperty("cucumber.filter.tags", tags(what));
    }
  }

  private void forget(LabFolder folder) {
    if (!again && !redo) {
      return;
    }
    var plan = new Selection(guide(), Asked.ofProcess()).plan("");
    var ticks = Ticks.of(folder.path());
    var forgotten =
        plan.guide().stream()
            .filter(each -> plan.selected().contains(each.id()))
            .filter(each -> again || !ticks.areAllOf(each))
            .map(PlannedScenario::id)
            .collect(Collectors.toSet());
    ticks.forget(forgotten::contains);
    Notes.of(folder.path()).forget(forgotten::contains);
  }

  /** The tag expression that was meant. */
  static String tags(List<String> words) {
    String last = words.get(words.size() - 1);
    if (last.matches("\\d+") && (words.size() == 1 || words.get(0).equals("section"))) {
      return "@section-" + last;
    }
    if (words.size() == 1 && last.matches("@?[a-z][a-z0-9-]*")) {
      return last.startsWith("@") ? last : "@" + last;
    }
    throw new ConfigException(
        "'%s' is neither a tag nor a section; type for example: ./training observe section 3",
        String.join(" ", words));
  }
}
