package kubetraining.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kubetraining.course.PlannedScenario;
import kubetraining.observe.Now;
import kubetraining.report.ConsoleProgress;
import kubetraining.screen.FullScreen;

/**
 * The screen of a run that watches a person, if one was asked for. It is there from the first
 * scenario on that the person has to do, and not while the run prepares itself.
 */
final class OnScreen {
  private final Path lab;
  private final String option;
  private final List<PlannedScenario> guide;
  private final ConsoleProgress console;
  private boolean asked = Boolean.getBoolean(FullScreen.ASKED);
  private Optional<FullScreen> screen = Optional.empty();

  /**
   * One that is not there yet.
   *
   * @param lab its folder
   * @param option what a command takes that is for this lab
   */
  OnScreen(Path lab, String option, List<PlannedScenario> guide, ConsoleProgress console) {
    this.lab = lab;
    this.option = option;
    this.guide = guide;
    this.console = console;
  }

  /** Shows what is awaited. */
  void show(Now now) {
    if (asked) {
      asked = false;
      console.hold(this::open);
    }
    screen.ifPresent(each -> each.show(now));
  }

  private Optional<ConsoleProgress.Screen> open() {
    screen = FullScreen.open(lab, option, guide);
    // After Ctrl+C nobody else does it.
    screen.ifPresent(
        each -> Runtime.getRuntime().addShutdownHook(new Thread(console::close, "leave screen")));
    return screen.map(each -> new ConsoleProgress.Screen(each::doing, each::leave));
  }
}
