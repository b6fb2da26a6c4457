package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import kubetraining.cluster.RecordingShell;
import kubetraining.remote.CommandFailedException;
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.Test;

final class LoadGeneratorTest {
  private final RecordingShell node1 = new RecordingShell("node1");
  private final LoadGenerator load = new LoadGenerator(node1, new Waits(), Duration.ofSeconds(1));

  @Test
  void oneThatDoesNotEndIsToldAndNotForgotten() {
    node1.answering("pgrep", 0, "4711\n");

    assertThatThrownBy(load::remove)
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageStartingWith("expected hey to end within 1 s");
    assertThat(node1.commands("pkill -KILL -x hey")).hasSize(1);
  }

  @Test
  void aMachineThatCannotBeAskedIsNoMachineWithoutHey() {
    node1.answering("pgrep", 1, "");

    assertThatThrownBy(load::runs)
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("pgrep");
  }
}
