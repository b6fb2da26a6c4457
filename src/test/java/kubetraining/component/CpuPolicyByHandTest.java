package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import kubetraining.wait.ToDoException;
import org.junit.jupiter.api.Test;

/** Each state of a node has one thing that comes next, until it is as it should be. */
final class CpuPolicyByHandTest {
  @Test
  void theWayToThePolicyIsToKeepDrainChangeAndLetIn() {
    assertNext(towardsStatic(false, false, false), "node4", "config.yaml.training-original");
    assertNext(towardsStatic(true, false, false), "node1", "kubectl drain node4");
    assertNext(towardsStatic(true, false, true), "node4", "cpuManagerPolicy: static");
    assertThat(towardsStatic(true, false, true).commands())
        .startsWith("sudo systemctl stop kubelet")
        .endsWith("sudo systemctl start kubelet");
    assertNext(towardsStatic(true, true, true), "node1", "kubectl uncordon node4");
    assertNext(towardsStatic(true, true, false), "node4", "systemctl restart kubelet");
  }

  @Test
  void theWayBackEndsWithTheCopyRemoved() {
    assertNext(back(false, false), "node1", "kubectl drain node4");
    assertNext(back(false, true), "node4", "cp --preserve");
    assertNext(back(true, true), "node1", "kubectl uncordon node4");
    assertNext(
        back(true, false), "node4", "sudo rm /var/lib/kubelet/config.yaml.training-original");
  }

  private static ToDoException towardsStatic(boolean kept, boolean configured, boolean cordoned) {
    return new CpuPolicyByHand("node4", kept, configured, cordoned).towardsStatic();
  }

  private static ToDoException back(boolean configured, boolean cordoned) {
    return new CpuPolicyByHand("node4", true, configured, cordoned).back();
  }

  private static void assertNext(ToDoException next, String machine, String command) {
    assertThat(next.machine()).isEqualTo(machine);
    assertThat(String.join("\n", next.commands())).contains(command);
  }
}
