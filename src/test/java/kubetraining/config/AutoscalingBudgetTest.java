package kubetraining.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AutoscalingBudgetTest {
  @Test
  void aRiseMayTakeTheSumOfItsDelays() {
    assertThat(AutoscalingBudget.FIGURES).isEqualTo(Duration.ofSeconds(30 + 10 + 15));
    assertThat(Limit.HPA_RISE.duration()).isEqualTo(Duration.ofSeconds(55 + 10 + 60));
  }

  @Test
  void aFallTakesItsWindowMore() {
    assertThat(Limit.HPA_FALL.duration()).isEqualTo(Duration.ofSeconds(55 + 20 + 15 + 10 + 60));
    assertThat(Limit.HPA_DEFAULT_FALL.duration().minus(Limit.HPA_FALL.duration()))
        .isEqualTo(AutoscalingBudget.DEFAULT_WINDOW.minus(AutoscalingBudget.WINDOW));
  }
}
