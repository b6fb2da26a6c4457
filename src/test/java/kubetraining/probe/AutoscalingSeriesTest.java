package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AutoscalingSeriesTest {
  @Test
  void theFirstRiseIsTheFirstLookWithMorePods() {
    var series = new AutoscalingSamples().looks(5, 2, 10).looks(5, 6, 300).series();

    assertThat(series.firstAbove(2))
        .hasValueSatisfying(
            rise -> assertThat(rise.at()).isEqualTo(AutoscalingSamples.START.plusSeconds(5)));
    assertThat(series.firstAbove(6)).isEmpty();
    assertThat(series.upTo(series.samples().get(5))).hasSize(6);
  }

  @Test
  void oneMorePodIsRestAndTwoMoreAreNot() {
    var calm = new AutoscalingSamples().looks(10, 2, 10).looks(20, 6, 90).looks(11, 7, 80);
    var climbing = new AutoscalingSamples().looks(20, 6, 90).looks(11, 8, 80);

    assertThat(calm.series().atRest()).isEqualTo(Duration.ofSeconds(30));
    assertThat(climbing.series().atRest()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whoGoesUpAndDownWithinOneOfEachNeighbourIsNotAtRest() {
    var series = new AutoscalingSamples().looks(5, 5, 80).looks(5, 6, 80).looks(5, 7, 80).series();

    assertThat(series.atRest()).as("6 and 7 only").isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void restIsCountedFromAMomentOn() {
    var series = new AutoscalingSamples().looks(30, 2, 10).looks(5, 3, 100).series();

    assertThat(series.atRest()).isEqualTo(Duration.ofSeconds(34));
    assertThat(series.since(AutoscalingSamples.START.plusSeconds(30)).atRest())
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(new AutoscalingSeries(List.of(), "").atRest()).isZero();
  }

  @Test
  void aFallIsMeasuredFromTheLastDecisionThatStillCalledForAsMany() {
    var series =
        new AutoscalingSamples()
            .looks(5, 2, 10)
            .looks(10, 10, 120) // until second 14 the figures call for ten
            .looks(30, 10, 10) // from 15 on for two, and nothing happens
            .looks(3, 2, 10)
            .series();

    assertThat(series.fall())
        .hasValueSatisfying(
            fall -> {
              assertThat(fall.from()).isEqualTo(10);
              assertThat(fall.waited()).isEqualTo(Duration.ofSeconds(31));
            });
  }

  @Test
  void anAutoscalerThatDoesNotWaitIsCaught() {
    var series = new AutoscalingSamples().looks(10, 10, 120).looks(3, 2, 10).series();

    assertThat(series.fall().orElseThrow().waited()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void ofTwoStepsDownTheFirstCounts() {
    var series =
        new AutoscalingSamples()
            .looks(10, 10, 120)
            .looks(20, 10, 60)
            .looks(20, 8, 10)
            .looks(5, 2, 10)
            .series();

    assertThat(series.fall().orElseThrow().waited()).isEqualTo(Duration.ofSeconds(21));
  }

  @Test
  void withoutAFallThereIsNone() {
    assertThat(new AutoscalingSamples().looks(5, 2, 10).looks(5, 6, 300).series().fall()).isEmpty();
    assertThat(new AutoscalingSeries(List.of(), "").fall()).isEmpty();
  }

  @Test
  void everyLookMustBeWithinBounds() {
    assertThat(new AutoscalingSamples().looks(1, 10, 500).series().samples())
        .allMatch(AutoscalingSample::withinBounds);
    assertThat(new AutoscalingSamples().looks(1, 11, 500).looks(1, 1, 5).series().samples())
        .noneMatch(AutoscalingSample::withinBounds);
  }

  @Test
  void theTableHasARowForEachLook() {
    assertThat(new AutoscalingSamples().looks(2, 2, 10).series().csv())
        .isEqualTo(
            """
            time,seconds,visits_per_second,cpu_millis,cpu_percent_of_request,pods_wanted,pods_ready
            2026-11-23T12:00:00Z,0.0,100.0,0,10,2,2
            2026-11-23T12:00:01Z,1.0,100.0,0,10,2,2
            """);
  }

  @Test
  void whatWentWrongIsTold() {
    assertThat(new AutoscalingSeries(List.of(), "connection refused"))
        .hasToString("nothing was seen yet; the last look failed: connection refused");
  }
}
