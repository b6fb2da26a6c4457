package kubetraining.trainee;

import java.time.Duration;
import java.util.function.Function;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;

/**
 * The suite itself is the trainee, and types in the shells of a lab.
 *
 * @param shells by the name of the machine
 * @param limit after this long a script is given up and the call fails
 */
public record BySuite(Function<String, RemoteShell> shells, Duration limit) implements Trainee {
  @Override
  public CommandResult types(String machine, Block block) {
    return shells.apply(machine).run(block.script(), limit);
  }
}
