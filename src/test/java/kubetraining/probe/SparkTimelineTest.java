package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SparkTimelineTest {
  private final SparkTimeline timeline = new SparkTimeline(Set.of("of-another-job"));

  @BeforeEach
  void aDriverRuns() {
    timeline.onAdd(pod("driver", "d", "Pending").build());
  }

  @Test
  void twoExecutorsThatOverlapRanAtTheSameTime() {
    timeline.onAdd(executor("1", "Pending"));
    timeline.onUpdate(executor("1", "Pending"), executor("1", "Running"));
    timeline.onAdd(executor("2", "Running"));
    timeline.onDelete(executor("1", "Running"), false);

    assertThat(timeline.seen("driver-d").mostAtOnce()).isEqualTo(2);
    assertThat(timeline.seen("driver-d").executorsThatRan()).hasSize(2);
  }

  @Test
  void executorsOfAnotherJobAreNotCounted() {
    timeline.onAdd(executor("1", "Running"));
    var other = executor("2", "Running");
    other.getMetadata().getLabels().put("spark-app-selector", "another");
    timeline.onAdd(other);

    assertThat(timeline.seen("driver-d").mostAtOnce()).isEqualTo(1);
    assertThat(timeline.seen("driver-d").executors()).hasSize(1);
  }

  @Test
  void aDriverThatWasDeletedIsOfAnEarlierTry() {
    timeline.onDelete(pod("driver", "d", "Failed").build(), false);

    assertThat(timeline.seen("driver-d").driver()).isEmpty();
    assertThat(timeline.seen("driver-d").executors()).isEmpty();
  }

  @Test
  void anExecutorThatIsReplacedIsNoThirdOne() {
    timeline.onAdd(executor("1", "Running"));
    timeline.onAdd(executor("2", "Running"));
    timeline.onUpdate(null, executor("2", "Failed"));
    timeline.onAdd(executor("3", "Running"));

    assertThat(timeline.seen("driver-d").mostAtOnce()).isEqualTo(2);
    assertThat(timeline.seen("driver-d").executorsThatRan()).hasSize(3);
  }

  @Test
  void twoExecutorsOneAfterTheOtherDidNot() {
    timeline.onAdd(executor("1", "Running"));
    timeline.onUpdate(executor("1", "Running"), executor("1", "Succeeded"));
    timeline.onAdd(executor("2", "Running"));

    assertThat(timeline.seen("driver-d").executorsThatRan()).hasSize(2);
    assertThat(timeline.seen("driver-d").mostAtOnce()).isEqualTo(1);
  }

  @Test
  void anExecutorThatIsBeingDeletedNoLongerCountsAsRunning() {
    timeline.onAdd(executor("1", "Running"));
    timeline.onUpdate(executor("1", "Running"), leaving("1"));
    timeline.onAdd(executor("2", "Running"));

    assertThat(timeline.seen("driver-d").mostAtOnce()).isEqualTo(1);
  }

  @Test
  void anExecutorThatWasDeletedUnseenNoLongerCountsAsRunning() {
    timeline.onAdd(executor("1", "Running"));
    timeline.onDelete(executor("1", "Running"), true);
    timeline.onAdd(executor("2", "Running"));

    assertThat(timeline.seen("driver-d").mostAtOnce()).isEqualTo(1);
  }

  @Test
  void anExecutorThatNeverRanIsNotOneThatRan() {
    timeline.onAdd(executor("1", "Pending"));
    timeline.onDelete(executor("1", "Pending"), false);

    assertThat(timeline.seen("driver-d").executors()).hasSize(1);
    assertThat(timeline.seen("driver-d").executorsThatRan()).isEmpty();
  }

  @Test
  void aJobThatWasThereBeforeIsNotSeen() {
    var other = executor("1", "Running");
    other.getMetadata().setUid("of-another-job");
    var child = executor("2", "Running");
    child.getMetadata().setOwnerReferences(List.of(ownerReference("of-another-job")));

    timeline.onAdd(other);
    timeline.onAdd(child);

    assertThat(timeline.seen("driver-d").executors()).isEmpty();
    assertThat(timeline.seen("driver-d").mostAtOnce()).isZero();
  }

  private static OwnerReference ownerReference(String uid) {
    return new OwnerReferenceBuilder().withUid(uid).build();
  }

  @Test
  void whenEachPhaseWasFirstSeenIsKeptUntilThePodIsGone() {
    var now = new AtomicReference<>(Instant.EPOCH);
    var seen = new SparkTimeline(new MovingClock(now));
    seen.onAdd(executor("1", "Pending"));
    now.set(Instant.EPOCH.plusSeconds(3));
    seen.onUpdate(null, executor("1", "Running"));
    now.set(Instant.EPOCH.plusSeconds(4));
    seen.onUpdate(null, executor("1", "Running"));
    now.set(Instant.EPOCH.plusSeconds(9));
    seen.onDelete(executor("1", "Running"), false);

    assertThat(seen.phases())
        .singleElement()
        .satisfies(
            pod -> {
              assertThat(pod.role()).isEqualTo("executor");
              assertThat(pod.phases())
                  .containsExactly(
                      new PodPhases.Since("Pending", Instant.EPOCH),
                      new PodPhases.Since("Running", Instant.EPOCH.plusSeconds(3)));
              assertThat(pod.goneAt()).contains(Instant.EPOCH.plusSeconds(9));
            });
  }

  private static final class MovingClock extends Clock {
    private final AtomicReference<Instant> now;

    MovingClock(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void theDriversPathAndExitCodeAreKept() {
    timeline.onAdd(pod("driver", "d", "Pending").build());
    timeline.onUpdate(null, pod("driver", "d", "Pending").build());
    timeline.onUpdate(null, pod("driver", "d", "Running").build());
    timeline.onUpdate(
        null,
        pod("driver", "d", "Succeeded")
            .editStatus()
            .addNewContainerStatus()
            .withNewState()
            .withNewTerminated()
            .withExitCode(0)
            .endTerminated()
            .endState()
            .endContainerStatus()
            .endStatus()
            .build());

    var driver = timeline.seen("driver-d").driver().orElseThrow();
    assertThat(driver.phases()).containsExactly("Pending", "Running", "Succeeded");
    assertThat(driver.exitCode()).contains(0);
    assertThat(driver.node()).isEqualTo("node-of-d");
  }

  @Test
  void anExecutorKnowsItsOwner() {
    timeline.onAdd(executor("1", "Running"));

    assertThat(timeline.seen("driver-d").executors().get(0).owner()).isEqualTo("uid-of-driver");
  }

  private static Pod executor(String id, String phase) {
    return pod("executor", id, phase).build();
  }

  private static Pod leaving(String id) {
    return pod("executor", id, "Running")
        .editMetadata()
        .withDeletionTimestamp("2026-11-23T12:00:00Z")
        .endMetadata()
        .build();
  }

  private static PodBuilder pod(String role, String id, String phase) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(role + "-" + id)
        .withUid(role + id)
        .addToLabels("spark-role", role)
        .addToLabels("spark-app-selector", "of-the-lesson")
        .addNewOwnerReference()
        .withUid("uid-of-driver")
        .endOwnerReference()
        .endMetadata()
        .withNewSpec()
        .withNodeName("node-of-" + id)
        .addNewContainer()
        .withImage("apache/spark:4.1.1")
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .endStatus();
  }
}
