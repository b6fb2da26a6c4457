package kubetraining.course;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProvenChecksTest {
  @Test
  void theWordsHaveTheCountTheDayAndEnoughOfTheChecksumToCompare() {
    assertThat(new ProvenChecks(57, 60, "2026-11-29", "0123456789abcdef".repeat(4)).words())
        .isEqualTo("checks proven: 57 of 60, the last on 2026-11-29, checksum 0123456789ab");
  }

  @Test
  void whereNothingIsProvenThereIsNoDayToTell() {
    assertThat(new ProvenChecks(0, 60, "", "e3b0").words()).isEqualTo("checks proven: 0 of 60");
  }
}
