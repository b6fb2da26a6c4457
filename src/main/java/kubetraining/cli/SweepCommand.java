package kubetraining.cli;

import java.util.concurrent.Callable;
import kubetraining.host.Texts;
import kubetraining.report.ConsoleProgress;
import kubetraining.run.LabControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds what killed runs left, by tag, and gives it back. */
@Command(
    name = "sweep",
    description =
        "Finds what killed runs left and removes it. Labs that a run holds or that were kept stay.",
    exitCodeList = {"0:nothing is left of killed runs", "2:something could not be removed"},
    footer = {"  ./training sweep", "  ./training sweep --engine"})
final class SweepCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Option(
      names = "--engine",
      description = "also stop the container engine, if a run of ours started it")
  private boolean engine;

  @Override
  public Integer call() {
    var progress = ConsoleProgress.onStandardOutput();
    var control = new LabControl(options.config(), progress);
    var swept = control.sweep();
    swept.forEach(leftover -> progress.note("removed " + leftover));
    progress.note(
        swept.isEmpty() ? "nothing was left" : Texts.of("%d things removed", swept.size()));
    if (engine && control.stopEngine()) {
      progress.note("stopped the container engine that an earlier run had started");
    }
    return 0;
  }
}
