package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabUnavailableException;
import kubetraining.report.SampleReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BudgetTest {
  private static final Duration EIGHT_HOURS = Duration.ofHours(8);
  @TempDir Path home;

  private TrainingConfig config(Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("lab", "aws");
    return TrainingConfig.of(all, home);
  }

  private Budget budget(Map<String, String> settings) {
    return Budget.of(config(settings), "us-east-1", 4);
  }

  @Test
  void thePriceIsSaidByTheHourAndForTheLease() {
    assertThat(budget(Map.of()).require(EIGHT_HOURS))
        .startsWith("4 x t2.medium in us-east-1 cost about 0.21 USD an hour, 1.71 USD for 8 h (")
        .doesNotContain("credits");
    assertThat(budget(Map.of("lab.aws.price", "0.1")).require(EIGHT_HOURS))
        .contains("about 0.43 USD an hour", "(by lab.aws.price)");
  }

  @Test
  void creditsThatMayCostMoreAreNamed() {
    var more = "0.05 USD more for each vCPU-hour";
    assertThat(budget(Map.of("lab.aws.credits", "unlimited")).require(EIGHT_HOURS)).contains(more);
    var t3 = Map.of("lab.aws.instance-type", "t3.medium");
    assertThat(budget(t3).require(EIGHT_HOURS)).contains(more);
    var standard = Map.of("lab.aws.instance-type", "t3.medium", "lab.aws.credits", "standard");
    assertThat(budget(standard).require(EIGHT_HOURS)).doesNotContain(more);
  }

  @Test
  void whatIsTooMuchIsRefusedWithWhatWouldDo() {
    assertThatThrownBy(() -> budget(Map.of("lab.aws.max-cost", "1")).require(EIGHT_HOURS))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("for 8 h costs about 1.71 USD (0.21 an hour)")
        .hasMessageContaining("lab.aws.max-cost allows 1.00")
        .hasMessageContaining("-Dlab.lease=279m")
        .hasMessageContaining("-Dlab.aws.max-cost=2.00");
    assertThat(budget(Map.of("lab.aws.max-cost", "1")).require(Duration.ofMinutes(279)))
        .contains("1.00 USD for 4 h 39 min");
  }

  @Test
  void aPriceThatNobodyKnowsIsAskedFor() {
    var priced = Budget.of(config(Map.of("lab.aws.price", "0.1")), "sa-east-1", 4);
    assertThat(priced.require(EIGHT_HOURS)).contains("about 0.43 USD an hour");
    var unknown = Budget.of(config(Map.of()), "sa-east-1", 4);
    assertThatThrownBy(() -> unknown.require(EIGHT_HOURS))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("4 x t2.medium in sa-east-1")
        .hasMessageContaining("-Dlab.aws.price=");
    var other = budget(Map.of("lab.aws.instance-type", "m9.large"));
    assertThatThrownBy(() -> other.require(EIGHT_HOURS))
        .hasMessageContaining("4 x m9.large in us-");
  }

  @Test
  void theCostSoFarEndsWithTheLease() {
    var made = Instant.parse("2026-01-02T03:00:00Z");
    var free = LabsWithoutLab.record("aws", made);
    var lab = SampleReport.with(free, "hourlyPrice", Optional.of(0.25));

    assertThat(Budget.soFar(lab, made.plus(Duration.ofHours(2))))
        .contains("cost so far: about 0.50 USD");
    assertThat(Budget.soFar(lab, made.plus(Duration.ofDays(2))))
        .contains("cost so far: about 2.00 USD");
  }
}
