package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.probe.AutoscalingSeries.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series are written as how many looks, how many pods were wanted, and their use in percent. */
final class AutoscalingSeriesTest {
  private static final AutoscalingSeries NONE = new AutoscalingSeries(List.of(), "");

  @Test
  void theFirstRiseIsTheFirstLookWithMorePods() {
    var series = series("5 2 10; 5 6 300");

    assertThat(series.firstAbove(2)).contains(series.samples().get(5));
    assertThat(series.firstAbove(6)).isEmpty();
    assertThat(series.upTo(series.samples().get(5))).hasSize(6);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "10 2 10; 20 6 90; 11 7 80, 30", // one more is rest
    "20 6 90; 11 8 80, 10", // two more are not
    "5 5 80; 5 6 80; 5 7 80, 9", // 6 and 7 only
    "30 2 10; 5 3 100, 34"
  })
  void restIsHowLongTheNumberOfPodsStaysWithinOne(String looks, int seconds) {
    assertThat(series(looks).atRest()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void restIsCountedFromAMomentOn() {
    assertThat(series("30 2 10; 5 3 100").since(AutoscalingSamples.START.plusSeconds(30)).atRest())
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(NONE.atRest()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // Until second 14 the figures call for ten, from then on for two, and nothing happens.
    "5 2 10; 10 10 120; 30 10 10; 3 2 10, 31",
    "10 10 120; 3 2 10, 1", // one that does not wait is caught
    "10 10 120; 20 10 60; 20 8 10; 5 2 10, 21" // of two steps down the first counts
  })
  void aFallIsMeasuredFromTheLastDecisionThatStillCalledForAsMany(String looks, int seconds) {
    var fall = series(looks).fall().orElseThrow();

    assertThat(fall.from()).isEqualTo(10);
    assertThat(fall.waited()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void withoutAFallThereIsNone() {
    assertThat(series("5 2 10; 5 6 300").fall()).isEmpty();
    assertThat(NONE.fall()).isEmpty();
  }

  @Test
  void everyLookMustBeWithinBounds() {
    assertThat(series("1 10 500").samples()).allMatch(Sample::withinBounds);
    assertThat(series("1 11 500; 1 1 5").samples()).noneMatch(Sample::withinBounds);
  }

  @Test
  void theTableHasARowForEachLook() {
    assertThat(series("2 2 10").csv())
        .isEqualTo(
            """
            time,seconds,requests_per_second,cpu_millis,cpu_percent_of_request,pods_wanted,pods_ready
            2026-11-23T12:00:00Z,0.0,100.0,0,10,2,2
            2026-11-23T12:00:01Z,1.0,100.0,0,10,2,2
            """);
  }

  @Test
  void whatWentWrongIsTold() {
    assertThat(new AutoscalingSeries(List.of(), "connection refused"))
        .hasToString("nothing has been seen yet; the last look failed: connection refused");
  }

  private static AutoscalingSeries series(String looks) {
    var samples = new AutoscalingSamples();
    for (String each : looks.split("; ")) {
      int[] numbers = Stream.of(each.split(" ")).mapToInt(Integer::parseInt).toArray();
      samples.looks(numbers[0], numbers[1], numbers[2]);
    }
    return samples.series();
  }
}
