package kubetraining.trainee;

import kubetraining.remote.CommandResult;

/**
 * The one who takes the training. Whatever is performed, is typed by a trainee; all others only
 * look.
 */
@FunctionalInterface
public interface Trainee {
  /**
   * Types a script in a shell on a machine, and waits for its end.
   *
   * @return the answer, whether the script succeeded or not
   */
  CommandResult types(String machine, String script);
}
