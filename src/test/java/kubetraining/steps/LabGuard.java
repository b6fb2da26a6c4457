package kubetraining.steps;

import java.time.Duration;
import kubetraining.run.Labs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the lab back when the JVM is told to stop (Ctrl-C) before the run has ended. */
final class LabGuard {
  private static final Logger log = LoggerFactory.getLogger(LabGuard.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private final Thread hook;

  private LabGuard(Thread hook) {
    this.hook = hook;
  }

  /** Armed before the lab is brought up; {@code worker} is the thread that does so. */
  static LabGuard arm(Labs labs, Thread worker) {
    var hook = new Thread(() -> giveBack(labs, worker), "give-back");
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

  private static void giveBack(Labs labs, Thread worker) {
    if (labs.kept()) {
      return;
    }
    worker.interrupt();
    try {
      worker.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    labs.release();
  }
}
