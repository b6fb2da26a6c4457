package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import org.junit.jupiter.api.Test;

final class MachineLeaseTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Lease LEASE = new Lease(Instant.parse("2026-11-29T08:00:00Z"));
  private final RecordingShell shell = new RecordingShell("node3");

  private void timer(String state, String enabled, String next) {
    shell.answering(
        "systemctl show",
        0,
        "NextElapseUSecRealtime="
            + next
            + "\nActiveState="
            + state
            + "\nUnitFileState="
            + enabled
            + "\n");
  }

  @Test
  void itIsReadBack() {
    timer("active", "enabled", "Sun 2026-11-29 08:00:00 UTC");

    MachineLease.set(shell, LEASE, LIMIT);

    assertThat(shell.commands("kube-training-lease")).hasSize(2);
    assertThat(shell.commands("kube-training-lease").get(0)).startsWith("sudo -n sh ");
  }

  @Test
  void aMachineThatDidNotTakeItIsNamed() {
    for (var seen :
        new String[][] {
          {"active", "enabled", "Sun 2026-11-29 07:00:00 UTC"},
          {"inactive", "enabled", "Sun 2026-11-29 08:00:00 UTC"},
          {"active", "disabled", "Sun 2026-11-29 08:00:00 UTC"}
        }) {
      timer(seen[0], seen[1], seen[2]);
      assertThatThrownBy(() -> MachineLease.set(shell, LEASE, LIMIT))
          .isInstanceOf(LabUnavailableException.class)
          .hasMessageContaining("node3 did not accept the lease until 2026-11-29 08:00:00 UTC")
          .hasMessageContaining(seen[2]);
    }
  }

  @Test
  void aMachineThatHasItAlreadyIsOnlyLookedAt() {
    timer("active", "enabled", "Sun 2026-11-29 08:00:00 UTC");

    MachineLease.ensure(shell, LEASE, LIMIT);

    assertThat(shell.commands("sudo")).isEmpty();
  }

  @Test
  void aMachineWithoutOneIsGivenItOrRefused() {
    timer("inactive", "", "");

    assertThatThrownBy(() -> MachineLease.ensure(shell, LEASE, LIMIT))
        .hasMessageContaining("node3 did not accept the lease");
    assertThat(shell.commands("sudo")).hasSize(1);
  }
}
