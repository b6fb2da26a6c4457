package kubetraining.cli;

import java.util.concurrent.Callable;
import kubetraining.report.ConsoleProgress;
import kubetraining.run.LabInfo;
import kubetraining.run.Labs;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings the lab up, or finds that it is up already. */
@Command(
    name = "up",
    description = "Brings the lab up and leaves it up; seconds if it is up already.")
final class UpCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Override
  public Integer call() {
    var config = options.config();
    var progress = ConsoleProgress.onStandardOutput();
    var waits = new Waits(new WaitLedger());
    try (var labs = Labs.of(config, "training up", progress, waits)) {
      var stop = new Thread(() -> stop(labs), "give the lab back");
      Runtime.getRuntime().addShutdownHook(stop);
      LabInfo info;
      try {
        info = labs.open().info();
        labs.keep();
      } catch (RuntimeException e) {
        stop(labs);
        throw e;
      }
      Runtime.getRuntime().removeShutdownHook(stop);
      for (var machine : info.machines()) {
        progress.note(
            "%s  %s  %s".formatted(machine.name(), machine.reachableAddress(), machine.role()));
      }
      progress.note(
          "lab '%s' is up; './training ssh node1' to look, './training down' to give it back"
              .formatted(config.labName()));
    }
    return 0;
  }

  /** A lab that was kept before is not this command's to take away. */
  private static void stop(Labs labs) {
    if (labs.resumed()) {
      labs.keep();
    } else {
      labs.release();
    }
  }
}
