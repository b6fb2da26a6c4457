package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import kubetraining.probe.AutoscalingSeries.Sample;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.Test;

final class AutoscalingRecorderTest {
  private static final Duration SHORT = Duration.ofMillis(5);
  private final Waits waits = new Waits();
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void aLookThatFailsIsToldAndTheNextOneIsTaken() {
    try (var recorder = new AutoscalingRecorder(this::everySecondLookFails, SHORT)) {

      see("a failure", recorder, series -> !series.trouble().isEmpty());
      see("looks after it", recorder, series -> series.samples().size() > 3);
      assertThat(recorder.series().samples()).hasSizeGreaterThan(3);
    }
  }

  @Test
  void aRecorderThatIsBrokenSaysSoToWhoeverAsks() {
    try (var recorder =
        new AutoscalingRecorder(
            () -> {
              throw new ArithmeticException("/ by zero");
            },
            SHORT)) {

      assertThatThrownBy(() -> see("what nobody sees", recorder, series -> false))
          .as("not a limit that is reached, which would be held against the trainee")
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("could not be watched: java.lang.ArithmeticException: / by zero");
    }
  }

  @Test
  void afterItIsClosedNobodyLooks() {
    var recorder = new AutoscalingRecorder(this::everySecondLookFails, SHORT);
    see("a look", recorder, series -> series.last().isPresent());

    recorder.close();

    int last = waits.upTo(Duration.ofSeconds(5)).see("quiet", looks::get, this::isQuiet);
    assertThat(waits.holding(Duration.ofMillis(300)).see("quiet", looks::get, seen -> seen == last))
        .isEqualTo(last);
  }

  private boolean isQuiet(int seen) {
    return seen == looks.get();
  }

  private void see(String what, AutoscalingRecorder recorder, Predicate<AutoscalingSeries> claim) {
    var unused = waits.upTo(Duration.ofSeconds(5)).every(SHORT).see(what, recorder::series, claim);
  }

  private Sample everySecondLookFails() {
    if (looks.incrementAndGet() % 2 == 0) {
      throw new KubernetesClientException("the API server is busy");
    }
    return new AutoscalingSamples().looks(1, 2, 10).series().samples().get(0);
  }
}
