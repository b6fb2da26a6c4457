package kubetraining.cli;

import java.util.concurrent.Callable;
import kubetraining.config.LeaseLength;
import kubetraining.host.Texts;
import kubetraining.lab.Lease;
import kubetraining.report.ConsoleProgress;
import kubetraining.run.LabExtension;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets a lab that is up live longer. */
@Command(
    name = "extend",
    description = {
      "Lets a lab that is up live for at least so long from now on, at most 72 hours.",
      "A lab that lives longer already stays as it is. A machine that cannot be reached",
      "by SSH ends at the time it had before."
    },
    exitCodeList = {
      "0:all machines live for at least that long",
      "2:some do not, and are named; or it would cost too much"
    },
    footer = {"  ./training extend 2h", "  ./training extend 90m --name second"})
final class ExtendCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Parameters(paramLabel = "TIME", description = "how long from now, as in 2h, 90m or 1h30m")
  private String time;

  @Override
  public Integer call() {
    var config = options.config();
    var progress = ConsoleProgress.onStandardOutput();
    var until = new LabExtension(config, progress).extend(LeaseLength.read("TIME", time));
    progress.note(
        Texts.of(
            "lab '%s' powers itself off at %s UTC", config.labName(), new Lease(until).calendar()));
    return 0;
  }
}
