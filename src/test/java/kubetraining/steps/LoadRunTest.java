package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kubetraining.page.SeriesChart;
import kubetraining.page.SeriesPicture;
import kubetraining.probe.AutoscalingSamples;
import kubetraining.probe.AutoscalingSeries;
import kubetraining.probe.AutoscalingSeries.Sample;
import kubetraining.probe.UsageProbe;
import kubetraining.remote.CommandResult;
import kubetraining.wait.Fault;
import kubetraining.wait.Hopeless;
import kubetraining.wait.NotThereException;
import org.junit.jupiter.api.Test;

final class LoadRunTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private final List<Sample> samples = new ArrayList<>();
  private final LoadRun load = new LoadRun(this::series, START, START.plusSeconds(3600));
  private final CompletableFuture<CommandResult> hey = new CompletableFuture<>();

  @Test
  void aLoadThatIsServedIsWell() {
    looks(6, 0, 2).looks(6, 250, 2);

    assertThat(LoadRun.fault(series(), hey)).isEmpty();
    assertThat(load.beganAt()).contains(START.plusSeconds(12));
  }

  @Test
  void aLoadThatHasNotBegunIsNoFault() {
    looks(20, 0, 2);

    assertThat(LoadRun.fault(series(), hey)).isEmpty();
    assertThat(load.beganAt()).isEmpty();
  }

  @Test
  void aLoadThatEndsByItselfIsAFaultOfTheLab() {
    hey.complete(new CommandResult("node1", "hey", 127, "", "bash: hey: command not found\n"));

    assertThat(LoadRun.fault(series(), hey))
        .contains(
            Hopeless.lab(
                "the load has failed, which is a fault of the lab and says nothing about the"
                    + " autoscaler: it ended by itself: exit code 127, bash: hey: command not found"));
  }

  @Test
  void aLoadThatEndsAsItWasToldIsNoFaultOfTheLab() {
    hey.complete(new CommandResult("node1", "hey -z 4s", 0, "Summary: ...", ""));

    looks(3, 0, 2);
    assertThat(LoadRun.fault(series(), hey).orElseThrow().fault()).isEqualTo(Fault.NOT_THERE);
    looks(2, 250, 2);
    assertThat(LoadRun.fault(series(), hey))
        .contains(
            Hopeless.wrong(
                "the load was too short; it ended by itself: exit code 0, Summary: ..."));
  }

  @Test
  void aConnectionThatBreaksIsAFaultOfTheLab() {
    hey.completeExceptionally(new IllegalStateException("broken pipe"));

    assertThat(LoadRun.fault(series(), hey).orElseThrow().why()).endsWith("its connection broke");
  }

  @Test
  void aLoadThatNobodyServesAnyMoreIsAFaultOfTheLab() {
    looks(3, 250, 2).looks(3, 0, 2);
    assertThat(LoadRun.fault(series(), hey)).as("a pause").isEmpty();

    looks(1, 0, 2);
    assertThat(LoadRun.fault(series(), hey).orElseThrow().why())
        .endsWith("podinfo no longer serves any request");
  }

  @Test
  void theDecisionHasItsFiguresFromBefore() {
    looks(3, 250, 2).looks(2, 250, 6);

    assertThat(load.rise().at()).isEqualTo(START.plusSeconds(6));
    assertThat(load.measuredBefore(START.plusSeconds(5))).isEqualTo(START.plusSeconds(4));
    assertThatThrownBy(() -> load.measuredBefore(START.minusSeconds(1)))
        .isInstanceOf(NotThereException.class)
        .hasMessageStartingWith("expected a measurement of a pod before 2026-11-23T11:59:59Z");
  }

  @Test
  void aLoadBeginsAfterTheLastLookWithoutVisitors() {
    looks(3, 0, 2);
    assertThatThrownBy(load::silentUntil)
        .isInstanceOf(NotThereException.class)
        .hasMessageStartingWith("expected a request to podinfo; seen: ");

    looks(3, 250, 2);
    assertThat(load.silentUntil())
        .as("by a clock that is an hour ahead")
        .isEqualTo(START.plusSeconds(3600 + 4));
  }

  @Test
  void withoutMorePodsThereIsNoRise() {
    looks(3, 250, 2);

    assertThatThrownBy(load::rise)
        .isInstanceOf(NotThereException.class)
        .hasMessageStartingWith(
            "expected a moment when more pods were wanted; seen: 250 requests/s");
  }

  @Test
  void thePictureIsTheSeriesAndSaysSoInWords() {
    looks(3, 0, 2).looks(5, 250, 6).looks(3, 0, 2);

    SeriesPicture picture = Pictures.ofLoad(load);

    assertThat(picture.description())
        .isEqualTo(
            "After 6 s: load begins. After 0 s: 2 pods are wanted. After 6 s: 6 pods are wanted."
                + " After 16 s: 2 pods are wanted. At most 250 requests per second are served.");
    assertThat(picture.panels()).extracting(SeriesPicture.Panel::scale).endsWith("pods");
    assertThat(picture.panels().get(2).lines().get(0).points()).hasSize(11);
    assertThat(SeriesChart.svg(picture)).contains(">wanted<", ">load begins<");
  }

  private LoadRunTest looks(int times, double visits, int desired) {
    for (int i = 0; i < times; i++) {
      Instant at = START.plusSeconds(2L * samples.size());
      var hpa = AutoscalingSamples.hpa(desired, desired, 80, at);
      samples.add(
          new Sample(
              at,
              visits,
              List.of(
                  new UsageProbe.Usage("podinfo-a", 8, 0, at.toString(), Duration.ofSeconds(15))),
              hpa,
              desired));
    }
    return this;
  }

  private AutoscalingSeries series() {
    return new AutoscalingSeries(samples, "");
  }
}
