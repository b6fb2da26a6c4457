package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kubetraining.probe.SparkWatch.PodLife;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SparkWatchTest {
  private static final String OURS = "spark-app-selector: ours";
  private Instant now = Instant.EPOCH;
  private final SparkWatch watch = new SparkWatch(() -> now, Set.of("of-another-job"));

  @BeforeEach
  void aDriverRuns() {
    watch.onAdd(pod("driver", "d", OURS, "phase: Pending"));
  }

  /** What happens to executors, by their numbers, one event after the other. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "two overlap,                      1 Pending 1 Running 2 Running 1 gone, 2, 2, 2",
    "one after the other,              1 Running 1 Succeeded 2 Running,      2, 2, 1",
    "one is replaced by a third,       1 Running 2 Running 2 Failed 3 Running, 3, 3, 2",
    "one is being deleted,             1 Running 1 leaves 2 Running,         2, 2, 1",
    "one was deleted unseen,           1 Running 1 lost 2 Running,           2, 2, 1",
    "one never ran,                    1 Pending 1 refused,                  1, 0, 0",
    "one is of another job,            1 Running 2 another,                  1, 1, 1",
    "one and its child were there before, 1 before 2 child,                  0, 0, 0"
  })
  void executorsAreCountedOnceAndWhileTheyRun(
      String what, String events, int seen, int ran, int atOnce) {
    String[] words = events.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      happens(words[i], words[i + 1]);
    }

    assertThat(seen().executors()).hasSize(seen);
    assertThat(seen().executorsThatRan()).hasSize(ran);
    assertThat(seen().mostAtOnce()).isEqualTo(atOnce);
  }

  private void happens(String id, String event) {
    var running = executor(id, "Running");
    switch (event) {
      case "gone" -> watch.onDelete(running, false);
      case "refused" -> watch.onDelete(executor(id, "Pending"), false);
      case "lost" -> watch.onDelete(running, true);
      case "another" ->
          watch.onAdd(pod("executor", id, "spark-app-selector: another", "phase: Running"));
      case "leaves" -> {
        running.getMetadata().setDeletionTimestamp("2026-11-23T12:00:00Z");
        watch.onUpdate(running, running);
      }
      case "before" -> {
        running.getMetadata().setUid("of-another-job");
        watch.onAdd(running);
      }
      case "child" -> {
        running.getMetadata().getOwnerReferences().get(0).setUid("of-another-job");
        watch.onAdd(running);
      }
      default -> watch.onUpdate(running, executor(id, event));
    }
  }

  @Test
  void aDriverThatWasDeletedIsOfAnEarlierTry() {
    watch.onDelete(pod("driver", "d", OURS, "phase: Failed"), false);

    assertThat(seen().driver()).isEmpty();
    assertThat(seen().executors()).isEmpty();
  }

  @Test
  void whenEachPhaseWasFirstSeenIsKeptUntilThePodIsGone() {
    happens("1", "Pending");
    for (int second : new int[] {3, 4}) {
      now = Instant.ofEpochSecond(second);
      happens("1", "Running");
    }
    now = Instant.ofEpochSecond(9);
    happens("1", "gone");

    assertThat(watch.pods().get(1))
        .isEqualTo(
            new PodLife(
                "executor-1",
                "executor1",
                "executor",
                "uid-of-driver",
                "node-of-1",
                "apache/spark:4.1.1",
                List.of(since("Pending", 0), since("Running", 3)),
                Optional.empty(),
                Optional.of(now)));
  }

  @Test
  void pathsExitCodesAndOwnersAreKept() {
    String ended = "phase: Succeeded, containerStatuses: [{state: {terminated: {exitCode: 0}}}]";
    for (String status : List.of("phase: Pending", "phase: Running", ended)) {
      var pod = pod("driver", "d", OURS, status);
      watch.onUpdate(pod, pod);
    }
    happens("1", "Running");

    assertThat(seen().driver())
        .contains(
            new PodLife(
                "driver-d",
                "driverd",
                "driver",
                "uid-of-driver",
                "node-of-d",
                "apache/spark:4.1.1",
                List.of(since("Pending", 0), since("Running", 0), since("Succeeded", 0)),
                Optional.of(0),
                Optional.empty()));
    assertThat(seen().executors().get(0).owner()).isEqualTo("uid-of-driver");
  }

  private SparkWatch.Job seen() {
    return watch.seen("driver-d");
  }

  private static PodLife.Since since(String phase, int second) {
    return new PodLife.Since(phase, Instant.ofEpochSecond(second));
  }

  private static Pod executor(String id, String phase) {
    return pod("executor", id, OURS, "phase: " + phase);
  }

  private static Pod pod(String role, String id, String job, String status) {
    return Yaml.of(
            """
        metadata:
          name: %1$s-%2$s
          uid: %1$s%2$s
          labels: {spark-role: %1$s, %3$s}
          ownerReferences: [{uid: uid-of-driver}]
        spec: {nodeName: node-of-%2$s, containers: [{image: "apache/spark:4.1.1"}]}
        status: {%4$s}
        """,
            role, id, job, status)
        .as(Pod.class);
  }
}
