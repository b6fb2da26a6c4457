package kubetraining.remote;

import java.time.Instant;
import kubetraining.wait.Fault;

/**
 * What a command left behind on a machine.
 *
 * @param machine the machine it ran on
 * @param command the command as it was sent
 * @param exitCode the exit status, 0 for success
 * @param ended when, by the clock of this computer
 */
public record CommandResult(
    String machine, String command, int exitCode, String stdout, String stderr, Instant ended) {

  /** Of a command that has just ended. */
  public CommandResult(String machine, String command, int exitCode, String stdout, String stderr) {
    this(machine, command, exitCode, stdout, stderr, Instant.now());
  }

  /** The same of the command as it was printed, of which more was sent. */
  public CommandResult of(String printed) {
    return new CommandResult(machine, printed, exitCode, stdout, stderr, ended);
  }

  public boolean succeeded() {
    return exitCode == 0;
  }

  /**
   * This result, if the command succeeded, which the trainee typed.
   *
   * @throws CommandFailedException otherwise
   */
  public CommandResult orThrow() {
    return orThrow(Fault.CONTRADICTED);
  }

  /**
   * This result, if the command succeeded, which somebody else than the trainee typed.
   *
   * @throws CommandFailedException otherwise, a fault of this suite
   */
  public CommandResult orSuiteFault() {
    return orThrow(Fault.SUITE);
  }

  private CommandResult orThrow(Fault fault) {
    if (exitCode != 0) {
      throw new CommandFailedException(this, fault);
    }
    return this;
  }
}
