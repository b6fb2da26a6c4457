package kubetraining.trainee;

import java.time.Duration;
import java.util.function.Function;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;

/** The suite itself is the trainee, and types in the shells of a lab. */
public final class BySuite implements Trainee {
  private final Function<String, RemoteShell> shells;
  private final Duration limit;

  /**
   * A trainee of one lab.
   *
   * @param shells by the name of the machine
   * @param limit after this long a script is given up and the call fails
   */
  public BySuite(Function<String, RemoteShell> shells, Duration limit) {
    this.shells = shells;
    this.limit = limit;
  }

  @Override
  public CommandResult types(String machine, Block block) {
    return shells.apply(machine).run(block.script(), limit);
  }
}
