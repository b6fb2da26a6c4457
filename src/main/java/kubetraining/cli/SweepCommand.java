package kubetraining.cli;

import java.util.concurrent.Callable;
import kubetraining.report.ConsoleProgress;
import kubetraining.run.LabControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds what killed runs left, by tag, and gives it back. */
@Command(
    name = "sweep",
    description =
        "Finds what killed runs left and removes it. Labs that a run holds or that were kept stay.")
final class SweepCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Override
  public Integer call() {
    var progress = ConsoleProgress.onStandardOutput();
    var swept = new LabControl(options.config(), progress).sweep();
    swept.forEach(leftover -> progress.note("removed " + leftover));
    progress.note(
        swept.isEmpty() ? "nothing was left" : "%d things removed".formatted(swept.size()));
    return 0;
  }
}
