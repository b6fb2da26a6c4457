package kubetraining.component;

import java.time.Duration;
import java.util.List;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Waits;

/**
 * hey, which the trainee starts on a machine to make load, and which somebody has to stop.
 *
 * @param limit the longest that it may take to end
 */
public record LoadGenerator(RemoteShell machine, Waits waits, Duration limit) implements Component {
  private static final String PROCESS = "hey";

  @Override
  public String name() {
    return "load from hey";
  }

  @Override
  public List<ForeignObject> remains() {
    var cure = new ForeignObject.Cure("pkill -KILL -x %s", PROCESS);
    return runs()
        ? List.of(new ForeignObject("the program hey, which makes load", "it runs on node1", cure))
        : List.of();
  }

  /** Ends every hey of the machine, also one that a killed run has left. */
  @Override
  public void remove() {
    var unused = machine.mustRun(orNone("pkill -KILL -x " + PROCESS), limit);
    var unusedToo = waits.ofLab().upTo(limit).see("hey to end", this::runs, runs -> !runs);
  }

  /** Whether hey runs on the machine. */
  public boolean runs() {
    return !machine.mustRun(orNone("pgrep -x " + PROCESS), limit).stdout().isBlank();
  }

  // Both tools exit with 1 when there is no such process, which is no failure.
  private static String orNone(String command) {
    return command + " || test $? -eq 1";
  }
}
