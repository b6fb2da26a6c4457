package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HpaSeenTest {
  @ParameterizedTest(name = "{0} pods at {1} % call for {2}, in one step {3}")
  @CsvSource({
    "2, 200, 5, 5",
    "2, 161, 5, 5", // 4.025, rounded up
    "2, 160, 4, 4",
    "2, 88, 2, 2", // a tenth too much is let be
    "2, 89, 3, 3",
    "4, 73, 4, 4", // less than a tenth too little
    "4, 71, 4, 4", // 3.55
    "4, 60, 3, 3",
    "2, 10, 2, 2", // never fewer than the fewest
    "2, 2000, 10, 6", // never more than the most, nor than four at once
    "6, 2000, 10, 10", // or than as many again
    "5, 200, 10, 10"
  })
  void podsTimesFigureByTarget(int current, long percent, int calledFor, int inOneStep) {
    var seen = AutoscalingSamples.hpa(current, current, percent, AutoscalingSamples.START);

    assertThat(seen.calledFor()).isEqualTo(calledFor);
    assertThat(seen.inOneStep()).isEqualTo(inOneStep);
  }

  @Test
  void theMetricThatWantsMostWins() {
    var seen =
        with(
            new HpaSeen.Metric("cpu", true, 80, 10L),
            new HpaSeen.Metric("memory", false, 50, 100L));

    assertThat(seen.calledFor()).isEqualTo(4);
  }

  @Test
  void aFigureThatIsNotKnownDoesNotCount() {
    var unknown = new HpaSeen.Metric("memory", false, 50, null);

    assertThat(with(new HpaSeen.Metric("cpu", true, 80, 200L), unknown).calledFor()).isEqualTo(5);
    assertThatThrownBy(() -> with(unknown).calledFor())
        .hasMessageContaining("no metric is known: podinfo");
  }

  private static HpaSeen with(HpaSeen.Metric... metrics) {
    return new HpaSeen("podinfo", "uid", 2, 10, 2, 2, List.of(metrics), List.of(), null, null);
  }
}
