package kubetraining.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LeaseTest {
  private static final Lease LEASE = new Lease(Instant.parse("2026-11-29T08:00:07.9Z"));

  @Test
  void theTimerHasAnAbsoluteTimeAndCatchesUp() {
    assertThat(LEASE.files().get("/etc/systemd/system/kube-training-lease.timer"))
        .contains("\nOnCalendar=2026-11-29 08:00:07 UTC\n", "\nPersistent=true\n")
        .contains("\nWantedBy=timers.target\n")
        .doesNotContain("{");
  }

  @Test
  void theServicePowersOffAndOnlyWhenTheTimeIsOver() {
    assertThat(LEASE.files().get("/etc/systemd/system/kube-training-lease.service"))
        .contains("test \"$$(date +%%s)\" -ge " + LEASE.until().getEpochSecond() + "'\n")
        .contains(" poweroff.target\n")
        .doesNotContain("{");
  }

  /** Whoever reads only half of a change must still find a machine that powers itself off. */
  @Test
  void theScriptHoldsBothAndTheTimerComesFirst() {
    var script = LEASE.script();

    assertThat(script).startsWith("#!/bin/sh\n");
    for (var content : LEASE.files().values()) {
      assertThat(script).contains("<<'END'\n" + content + "END\n");
    }
    assertThat(script)
        .containsSubsequence(
            "mv -f .kube-training-lease.timer.new",
            "mv -f .kube-training-lease.service.new",
            "daemon-reload",
            "enable --quiet kube-training-lease.timer",
            "restart kube-training-lease.timer");
  }
}
