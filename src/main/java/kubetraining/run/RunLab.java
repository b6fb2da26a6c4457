package kubetraining.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import kubetraining.cluster.ClusterPulse;
import kubetraining.config.Limit;
import kubetraining.course.PlannedScenario;
import kubetraining.host.Daemons;
import kubetraining.host.Texts;
import kubetraining.judge.BlockedException;
import kubetraining.lab.Leftover;
import kubetraining.report.ConsoleProgress;
import kubetraining.report.RunRecorder;
import kubetraining.wait.LabFaultException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lab of one run: brought up when it is first asked for, given back in the end. */
final class RunLab {
  private static final Logger log = LoggerFactory.getLogger(RunLab.class);
  private static final String NOT_UP = "the lab could not be brought up";
  private final Labs labs;
  private final RunRecorder recorder;
  private final ConsoleProgress console;
  private final Thread run = Thread.currentThread();
  private @Nullable FutureTask<LabSession> ahead;
  private @Nullable LabSession session;
  private @Nullable Thread guard;
  private Runnable describing = () -> {};
  private volatile boolean opened;
  private volatile boolean noLab;
  private volatile boolean stopping;

  RunLab(Labs labs, RunRecorder recorder, ConsoleProgress console) {
    this.labs = labs;
    this.recorder = recorder;
    this.console = console;
  }

  /**
   * Opens a lab that is up while the run does something else, for a person who waits.
   *
   * @param then is done afterwards, also if the lab could not be opened
   */
  synchronized void openAhead(Runnable then) {
    ahead =
        Daemons.begin(
            "open the lab",
            () -> {
              try {
                return open();
              } finally {
                then.run();
              }
            });
  }

  /** The lab. Whoever asks first brings it up; a failure is remembered, not repeated. */
  synchronized LabSession get() {
    if (noLab) {
      // One cause, one failure: the scenario that asked first has told why.
      throw new BlockedException(
          NOT_UP + ", see the first scenario",
          recorder.lastFault().map(PlannedScenario::id).orElse(""));
    }
    if (session == null) {
      noLab = true;
      session = ahead == null ? open() : Daemons.await(ahead);
      noLab = false;
    }
    return session;
  }

  /** The lab, if it is up; asking does not bring it up. */
  synchronized Optional<LabSession> ifUp() {
    return Optional.ofNullable(session);
  }

  /** Whether it could not be brought up; nobody tries that again. */
  synchronized boolean isMissing() {
    return session == null && noLab;
  }

  /** Whether somebody has told this program to stop, as Ctrl+C does. */
  boolean isStopping() {
    return stopping;
  }

  /**
   * What of the lab does not answer now, in words; empty if all does, or nobody needs it yet. A
   * busy computer may miss one look, so that only the second in a row counts.
   */
  List<String> silent() {
    if (noLab) {
      return List.of(NOT_UP);
    }
    return ifUp().filter(up -> !look(up).isEmpty()).map(RunLab::look).orElse(List.of());
  }

  /**
   * Whether the lab is whole at the end of a run that met no fault of it; a complaint if it is not.
   * Kubernetes calls the node of a lost machine Ready for a while yet, so that scenarios pass.
   */
  List<String> lastLook() {
    if (stopping || recorder.lastFault().isPresent() || ifUp().isEmpty()) {
      return List.of();
    }
    String silence = String.join("; ", silent());
    String words =
        "the lab was not complete at the end (%s): what was seen earlier was true then; certify again on a complete lab";
    // Whoever stops the program has the lab given back meanwhile.
    return silence.isEmpty() || stopping ? List.of() : List.of(Texts.of(words, silence));
  }

  private static List<String> look(LabSession up) {
    return ClusterPulse.silent(up.cluster(), Limit.LAB_ANSWERS.duration());
  }

  /** Gives the lab back, unless it is to be kept; what went wrong with that, in words. */
  synchronized List<String> end() {
    var complaints = new ArrayList<String>();
    boolean asked = session != null || noLab;
    try {
      if (ahead != null && !asked) {
        session = Daemons.await(ahead);
      }
      if (guard != null) {
        describing.run();
        giveBack(complaints);
      }
    } catch (RuntimeException e) {
      log.info("the end of the lab", e);
      if (asked) {
        complaints.add("the lab could not be checked at the end: " + e.getMessage());
      }
    } finally {
      if (guard != null) {
        Daemons.disarm(guard);
        labs.close();
      }
    }
    return complaints;
  }

  private void giveBack(List<String> complaints) {
    if (labs.kept() && (session != null || labs.resumed())) {
      labs.keep();
      console.note(Texts.of("lab '%s' is kept; './training down' gives it back", labs.name()));
      return;
    }
    try {
      labs.release();
    } catch (RuntimeException e) {
      complaints.add("the lab could not be given back: " + e.getMessage());
    }
    List<String> left;
    try {
      left = labs.leftovers().stream().map(Leftover::toString).toList();
    } catch (RuntimeException e) {
      complaints.add("what the lab left behind could not be found out: " + e.getMessage());
      return;
    }
    recorder.leftovers(left);
    if (!left.isEmpty()) {
      complaints.add(
          Texts.of("the lab left behind %s; ./training sweep removes it", String.join(", ", left)));
    }
  }

  private LabSession open() {
    long start = System.nanoTime();
    guard = new Thread(this::stopped, "give the lab back");
    Runtime.getRuntime().addShutdownHook(guard);
    LabSession up;
    try {
      up = labs.config().observe() ? labs.open().handsOff() : labs.open();
      opened = true;
    } catch (RuntimeException e) {
      String expected =
          labs.config().existing().isPresent()
              ? "a cluster that this run can begin on"
              : "a lab of four machines that is up";
      throw new LabFaultException(expected, String.valueOf(e.getMessage()), e);
    } finally {
      recorder.phases(console.phases());
    }
    var reported = up.reported(start, labs.kept());
    Runnable images = () -> recorder.lab(reported, up.info().images().get());
    if (labs.config().observe()) {
      // Nobody at a terminal is to wait for what only the report wants, in the end.
      recorder.lab(reported, List.of());
      describing = images;
    } else {
      images.run();
    }
    return up;
  }

  /**
   * The lab must not outlive a JVM that is told to stop (Ctrl-C) before the run has ended. One that
   * is not up is never kept.
   */
  private void stopped() {
    stopping = true;
    run.interrupt();
    if (labs.kept() && opened) {
      labs.keep();
    } else {
      labs.release();
    }
  }
}
