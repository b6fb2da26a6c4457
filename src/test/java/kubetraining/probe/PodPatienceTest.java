package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import kubetraining.wait.Fault;
import kubetraining.wait.Hopeless;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PodPatienceTest {
  private final AtomicLong nanos = new AtomicLong();
  private final PodPatience patience = new PodPatience(nanos::get);

  @Test
  void anImageThatCannotBePulledIsAFaultOfTheLabAfterAMinuteOnly() {
    assertThat(look(waiting("ErrImagePull: no such host"))).isEmpty();
    pass(Duration.ofSeconds(59));
    assertThat(look(waiting("ImagePullBackOff: back-off"))).as("it alternates").isEmpty();
    pass(Duration.ofSeconds(1));

    assertThat(look(waiting("ErrImagePull: no such host")))
        .get()
        .satisfies(lost -> assertThat(lost.fault()).isEqualTo(Fault.LAB))
        .satisfies(lost -> assertThat(lost.why()).contains("p Pending", "no such host"));
  }

  @Test
  void anOldPodWhoseTroubleIsNewIsBorneWhateverTheClocksSay() {
    pass(Duration.ofHours(5));

    assertThat(look(waiting("ImagePullBackOff: back-off"))).isEmpty();
  }

  @Test
  void troubleThatWentAwayBetweenIsCountedAnew() {
    look(waiting("ErrImagePull: a"));
    pass(Duration.ofSeconds(50));
    look(pod("Pending", "", "0/4 nodes are available", "", 0));
    pass(Duration.ofSeconds(50));

    assertThat(look(waiting("ErrImagePull: a"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Pending, InvalidImageName: x, '', 0, CONTRADICTED",
    "Pending, CreateContainerConfigError, '', 0, CONTRADICTED",
    "Pending, ErrImageNeverPull: x, '', 0, LAB",
    "Pending, CrashLoopBackOff: back-off, '', 2,",
    "Pending, CrashLoopBackOff: back-off, '', 3, CONTRADICTED",
    "Failed, '', '', 0, CONTRADICTED",
    "Failed, '', Evicted: low on memory, 0, LAB",
    "Failed, '', NodeLost, 0, LAB",
    "Running, '', '', 2,",
    "Pending, ContainerCreating, '', 0,"
  })
  void someTroublesAreFinalAtOnce(
      String phase, String waiting, String ended, int restarts, Fault fault) {
    assertThat(fault(pod(phase, waiting, "", ended, restarts)))
        .isEqualTo(Optional.ofNullable(fault));
  }

  @Test
  void aPodThatFindsNoNodeIsLostOnceTheReasonHasNotChangedForTwoMinutes() {
    var full = pod("Pending", "", "0/4 nodes are available: 3 Insufficient cpu", "", 0);
    var fuller = pod("Pending", "", "0/4 nodes are available: 4 Insufficient cpu", "", 0);
    look(full);
    pass(Duration.ofSeconds(119));
    assertThat(look(fuller)).as("it has just changed").isEmpty();
    pass(Duration.ofSeconds(119));
    assertThat(look(fuller)).isEmpty();
    pass(Duration.ofSeconds(1));

    assertThat(fault(fuller)).contains(Fault.CONTRADICTED);
  }

  @Test
  void aPodThatFindsNoNodeBecauseOneIsNotReadyIsTheLabsFault() {
    var away = pod("Pending", "", "untolerated taint {node.kubernetes.io/unreachable: }", "", 0);
    look(away);
    pass(PodPatience.UNPLACED);

    assertThat(fault(away)).contains(Fault.LAB);
  }

  @Test
  void theProbeSeesRestartsAndWhyAPodEnded() {
    var seen =
        PodProbe.seen(
            Yaml.of(
                    """
                metadata: {name: p, namespace: default, uid: u}
                spec: {}
                status:
                  phase: Failed
                  reason: Evicted
                  message: low on memory
                  containerStatuses: [{name: c, ready: false, restartCount: 3}]
                """)
                .as(Pod.class));

    assertThat(seen.ended()).isEqualTo("Evicted: low on memory");
    assertThat(seen.restarts()).isEqualTo(3);
    assertThat(seen.toString()).contains("ended: Evicted", "restarted 3 times");
  }

  private Optional<Hopeless> look(PodSeen pod) {
    return patience.lost(List.of(pod));
  }

  private Optional<Fault> fault(PodSeen pod) {
    return look(pod).map(Hopeless::fault);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static PodSeen waiting(String why) {
    return pod("Pending", why, "", "", 0);
  }

  private static PodSeen pod(
      String phase, String waiting, String unplaced, String ended, int restarts) {
    Instant made = Instant.EPOCH;
    return new PodSeen(
        "default", "p", "u", "n", phase, false, "", waiting, unplaced, ended, restarts, made);
  }
}
