package kubetraining.run;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does not let the lab outlive a JVM that is told to stop (Ctrl-C) before the run has ended. */
final class LabGuard {
  private static final Logger log = LoggerFactory.getLogger(LabGuard.class);
  private final Thread hook;

  private LabGuard(Thread hook) {
    this.hook = hook;
  }

  /**
   * Armed before the lab is brought up.
   *
   * @param worker the thread that runs the scenarios; it is interrupted
   * @param stopped told that the program stops; answers whether the lab is up, as one that is not
   *     is never kept
   */
  static LabGuard arm(Labs labs, Thread worker, BooleanSupplier stopped) {
    var hook =
        new Thread(
            () -> {
              boolean whole = stopped.getAsBoolean();
              worker.interrupt();
              if (labs.kept() && whole) {
                labs.keep();
              } else {
                labs.release();
              }
            },
            "give the lab back");
    Runtime.getRuntime().addShutdownHook(hook);
    return new LabGuard(hook);
  }

  void disarm() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      log.debug("the JVM is stopping already, the hook gives the lab back", e);
    }
  }
}
