package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kubetraining.remote.CommandFailedException;
import kubetraining.remote.CommandResult;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.Test;

final class LoadGeneratorTest {
  private final Node1 node1 = new Node1();
  private final LoadGenerator load =
      new LoadGenerator(node1, new Waits(new WaitLedger()), Duration.ofSeconds(1));

  @Test
  void removingEndsWhatAKilledRunHasLeft() {
    node1.running = true;

    load.remove();

    assertThat(node1.commands.get(0)).startsWith("pkill -KILL -x hey");
    load.remove();
    assertThat(load.runs()).as("also where it was removed before").isFalse();
  }

  @Test
  void oneThatDoesNotEndIsToldAndNotForgotten() {
    node1.running = true;
    node1.immortal = true;

    assertThatThrownBy(load::remove)
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageStartingWith("expected hey to end within 1 s");
  }

  @Test
  void aMachineThatCannotBeAskedIsNoMachineWithoutHey() {
    node1.broken = true;

    assertThatThrownBy(load::runs)
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("pgrep");
  }

  /** A machine on paper that knows of one process. */
  private static final class Node1 implements CommandsOnly {
    final List<String> commands = new ArrayList<>();
    boolean running;
    boolean immortal;
    boolean broken;

    @Override
    public String machine() {
      return "node1";
    }

    @Override
    public CommandResult run(String command, Duration limit) {
      commands.add(command);
      if (broken) {
        return new CommandResult(machine(), command, 1, "", "pgrep: command not found");
      }
      if (command.startsWith("pkill") && !immortal) {
        running = false;
      }
      String found = command.startsWith("pgrep") && running ? "4711\n" : "";
      return new CommandResult(machine(), command, 0, found, "");
    }
  }
}
