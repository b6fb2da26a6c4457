package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import kubetraining.wait.Fault;
import kubetraining.wait.Hopeless;
import org.junit.jupiter.api.Test;

final class PodPatienceTest {
  private final AtomicLong nanos = new AtomicLong();
  private final PodPatience patience = new PodPatience(nanos::get);

  @Test
  void anImageThatCannotBePulledIsAFaultOfTheLabAfterAMinuteOnly() {
    assertThat(look(waiting("ErrImagePull: no such host", 0))).isEmpty();
    pass(Duration.ofSeconds(59));
    assertThat(look(waiting("ImagePullBackOff: back-off", 0))).as("it alternates").isEmpty();
    pass(Duration.ofSeconds(1));

    assertThat(look(waiting("ErrImagePull: no such host", 0)))
        .get()
        .satisfies(lost -> assertThat(lost.fault()).isEqualTo(Fault.LAB))
        .satisfies(lost -> assertThat(lost.why()).contains("p Pending", "no such host"));
  }

  @Test
  void anOldPodWhoseTroubleIsNewIsBorneWhateverTheClocksSay() {
    pass(Duration.ofHours(5));

    assertThat(look(waiting("ImagePullBackOff: back-off", 0))).isEmpty();
  }

  @Test
  void troubleThatWentAwayBetweenIsCountedAnew() {
    look(waiting("ErrImagePull: a", 0));
    pass(Duration.ofSeconds(50));
    look(pod("Pending", "", "0/4 nodes are available", "", 0));
    pass(Duration.ofSeconds(50));

    assertThat(look(waiting("ErrImagePull: a", 0))).isEmpty();
  }

  @Test
  void mistakesInThePodAreFinalAtOnceAndNobodyElsesFault() {
    assertThat(fault(waiting("InvalidImageName: x", 0))).contains(Fault.CONTRADICTED);
    assertThat(fault(waiting("CreateContainerConfigError", 0))).contains(Fault.CONTRADICTED);
    assertThat(fault(waiting("ErrImageNeverPull: x", 0))).contains(Fault.LAB);
  }

  @Test
  void aProgramThatEndsIsGivenUpWhenItWasStartedAgainThreeTimes() {
    assertThat(fault(waiting("CrashLoopBackOff: back-off", 2))).isEmpty();
    assertThat(fault(waiting("CrashLoopBackOff: back-off", 3))).contains(Fault.CONTRADICTED);
  }

  @Test
  void aPodThatFailedIsLostAndOneThatWasDrivenOutIsTheLabsFault() {
    assertThat(fault(pod("Failed", "", "", "", 0))).contains(Fault.CONTRADICTED);
    assertThat(fault(pod("Failed", "", "", "Evicted: low on memory", 0))).contains(Fault.LAB);
    assertThat(fault(pod("Failed", "", "", "NodeLost", 0))).contains(Fault.LAB);
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
  void whatIsWellOrOnItsWayIsNotLost() {
    assertThat(patience.lost(List.of(pod("Running", "", "", "", 2)))).isEmpty();
    assertThat(patience.lost(List.of(waiting("ContainerCreating", 0)))).isEmpty();
    assertThat(patience.lost(Optional.<PodSeen>empty())).isEmpty();
  }

  @Test
  void theProbeSeesRestartsAndWhyAPodEnded() {
    var seen =
        PodProbe.seen(
            new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .withNamespace("default")
                .withUid("u")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withPhase("Failed")
                .withReason("Evicted")
                .withMessage("low on memory")
                .addNewContainerStatus()
                .withName("c")
                .withReady(false)
                .withRestartCount(3)
                .endContainerStatus()
                .endStatus()
                .build());

    assertThat(seen.ended()).isEqualTo("Evicted: low on memory");
    assertThat(seen.restarts()).isEqualTo(3);
    assertThat(seen.toString()).contains("ended: Evicted", "started again 3 times");
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

  private static PodSeen waiting(String why, int restarts) {
    return pod("Pending", why, "", "", restarts);
  }

  private static PodSeen pod(
      String phase, String waiting, String unplaced, String ended, int restarts) {
    return new PodSeen(
        "default",
        "p",
        "u",
        "node2",
        phase,
        false,
        "",
        waiting,
        unplaced,
        ended,
        restarts,
        Instant.EPOCH);
  }
}
