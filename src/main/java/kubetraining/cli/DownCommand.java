package kubetraining.cli;

import java.util.concurrent.Callable;
import kubetraining.host.Texts;
import kubetraining.report.ConsoleProgress;
import kubetraining.run.LabControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives the lab back and proves that nothing of it is left. */
@Command(
    name = "down",
    description = "Gives the lab back, kept or not, and proves that nothing of it is left.",
    exitCodeList = {"0:nothing of the lab is left", "2:it could not be given back"},
    footer = {"  ./training down", "  ./training down --name second"})
final class DownCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Override
  public Integer call() {
    var config = options.config();
    var progress = ConsoleProgress.onStandardOutput();
    boolean was = new LabControl(config, progress).down();
    progress.note(
        was
            ? Texts.of("lab '%s' is gone, nothing of it is left", config.labName())
            : Texts.of("there is no lab '%s'", config.labName()));
    return 0;
  }
}
