package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MachineLeaseTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Lease LEASE = new Lease(Instant.parse("2026-11-29T08:00:00Z"));
  private final RecordingShell shell = new RecordingShell("node3");

  private void timer(String state, String enabled, String next) {
    var answer = "NextElapseUSecRealtime=%s\nActiveState=%s\nUnitFileState=%s\n";
    shell.answering("systemctl show", 0, Texts.of(answer, next, state, enabled));
  }

  @Test
  void itIsReadBack() {
    timer("active", "enabled", "Sun 2026-11-29 08:00:00 UTC");
    MachineLease.ensure(shell, LEASE, LIMIT);
    assertThat(shell.commands("sudo")).as("a machine that has it already").isEmpty();
    MachineLease.set(shell, LEASE, LIMIT);
    assertThat(shell.commands("kube-training-lease")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "active, enabled, Sun 2026-11-29 07:00:00 UTC",
    "inactive, enabled, Sun 2026-11-29 08:00:00 UTC",
    "active, disabled, Sun 2026-11-29 08:00:00 UTC",
    "inactive, '', ''"
  })
  void aMachineThatDidNotTakeItIsNamed(String state, String enabled, String next) {
    timer(state, enabled, next);
    assertThatThrownBy(() -> MachineLease.set(shell, LEASE, LIMIT))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("node3 did not accept the lease until 2026-11-29 08:00:00 UTC")
        .hasMessageContaining(next);
    assertThatThrownBy(() -> MachineLease.ensure(shell, LEASE, LIMIT))
        .hasMessageContaining("node3 did not accept the lease");
    assertThat(shell.commands("sudo")).as("given twice").hasSize(2);
  }
}
