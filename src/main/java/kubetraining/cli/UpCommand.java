package kubetraining.cli;

import java.util.Optional;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Printable;
import kubetraining.host.Texts;
import kubetraining.report.ConsoleProgress;
import kubetraining.run.KeptLabException;
import kubetraining.run.LabControl;
import kubetraining.run.LabSession;
import kubetraining.run.Labs;
import kubetraining.wait.Waits;
import picocli.CommandLine.Command;

/** Brings the lab up, or finds that it is up already. */
@Command(
    name = "up",
    description = {
      "Brings the lab up and leaves it up; takes seconds if it is already up.",
      "Four machines become one cluster. The first time, everything that runs there is made first, "
          + "or with --for only what those sections need. A lab that is already up gets what it lacks."
    },
    exitCodeList = {"0:the lab is up", "2:it could not be brought up; the reason is printed"},
    footer = {
      "  ./training up",
      "  ./training up --for @spark",
      "  ./training up --name second -Dlab.hours=2"
    })
final class UpCommand extends LabCommand.OfSections {

  @Override
  public Integer call() {
    var config = config();
    var progress = console();
    var control = new LabControl(config, progress);
    var wanted = tags().isEmpty() ? Optional.<Wanted>empty() : Optional.of(wanted(config));
    if (control.acceptAsItIs()) {
      progress.note("a run on this lab was killed; going on with it as it is");
    }
    try {
      return up(config, wanted, progress);
    } catch (KeptLabException e) {
      if (!Terminal.hasSomebody()) {
        throw e;
      }
      System.err.println("training: " + Printable.of(String.valueOf(e.getMessage())));
      if (!Terminal.agrees("Give it back now, with everything on it, and bring up a new one?")) {
        return Training.FAILED;
      }
      control.down();
      return up(config, wanted, progress);
    }
  }

  private static int up(TrainingConfig config, Optional<Wanted> wanted, ConsoleProgress progress) {
    var waits = new Waits();
    try (var labs = new Labs(config, "training up", progress, waits)) {
      wanted.ifPresent(labs::isFor);
      var stop = new Thread(() -> stop(labs), "give the lab back");
      Runtime.getRuntime().addShutdownHook(stop);
      LabSession.Info info;
      try {
        info = labs.open().info();
        labs.keep();
      } catch (RuntimeException e) {
        stopAfter(e, labs);
        throw e;
      }
      Runtime.getRuntime().removeShutdownHook(stop);
      for (var machine : info.machines()) {
        progress.note(
            Texts.of("%s  %s  %s", machine.name(), machine.reachableAddress(), machine.role()));
      }
      progress.note(
          Texts.of(
              "lab '%s' is up; './training ssh node1' to look, './training down' to give it back",
              config.labName()));
    }
    return 0;
  }

  private static void stopAfter(RuntimeException failure, Labs labs) {
    try {
      stop(labs);
    } catch (RuntimeException e) {
      // What came first is what the user must see.
      failure.addSuppressed(e);
    }
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
