package kubetraining.trainee;

import java.util.function.Supplier;
import kubetraining.remote.CommandResult;

/**
 * The one who takes the training. Whatever is performed, is typed by a trainee; all others only
 * look.
 */
@FunctionalInterface
public interface Trainee {
  /**
   * Types a block in a shell on a machine, and waits for its end.
   *
   * @return the answer, whether the block succeeded or not
   */
  CommandResult types(String machine, Block block);

  /**
   * Begins a block that goes on while others are typed.
   *
   * @return waits for its end
   */
  default Supplier<CommandResult> begins(String machine, Block block) {
    return () -> types(machine, block);
  }
}
