package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import kubetraining.host.Texts;
import kubetraining.probe.SectionRecorder.EventSeen;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class SectionRecorderTest {
  KubernetesClient client;

  @Test
  void aPodThatIsGoneWasSeenAllTheSame() {
    try (var recorder = SectionRecorder.start(client)) {
      pod("podinfo-1", "podinfo");
      pod("another", "something");
      until(() -> recorder.pods("default", "app", "podinfo").size() == 1);
      client.pods().inNamespace("default").withName("podinfo-1").delete();
      pod("podinfo-2", "podinfo");
      until(() -> recorder.pods("default", "app", "podinfo").size() == 2);

      assertThat(recorder.pods("default", "app", "podinfo"))
          .extracting(PodSeen::name)
          .containsExactly("podinfo-1", "podinfo-2");
      assertThat(recorder.pods("kube-system", "app", "podinfo")).isEmpty();
    }
  }

  @Test
  void executorsThatAreGoneWereSeenAllTheSame() {
    try (var recorder = SectionRecorder.start(client)) {
      executor("1");
      executor("2");
      until(() -> recorder.spark().seen("any").executors().size() == 2);
      client.pods().inNamespace("default").withLabel("spark-role", "executor").delete();
      assertThat(recorder.spark().seen("any").mostAtOnce()).isEqualTo(2);
      assertThat(recorder.spark().seen("any").executors())
          .extracting(SparkWatch.PodLife::node)
          .contains("node1", "node2");
    }
  }

  @Test
  void eventsAreThoseOfThisVeryObject() {
    event("before", "uid-1", "New size: 10");
    try (var recorder = SectionRecorder.start(client)) {
      event("of-another", "uid-0", "New size: 9");
      event("later", "uid-2", "New size: 4");
      until(() -> events(recorder, "uid-2").size() == 1);

      assertThat(events(recorder, "uid-1"))
          .containsExactly(
              new EventSeen(
                  Instant.parse("2026-11-23T12:00:47Z"), 1, "SuccessfulRescale", "New size: 10"));
    }
  }

  @Test
  void aNodeThatWasAwayForAMomentIsToldWhenItIsBack() {
    node("node2", "True");
    try (var recorder = SectionRecorder.start(client)) {
      node("node3", "True");
      node("node2", "Unknown");
      until(() -> !recorder.breaks().isEmpty());
      node("node2", "True");
      node("node2", "False");
      until(() -> recorder.breaks().size() == 2);

      assertThat(recorder.breaks())
          .containsOnly("node2 was not Ready at 2026-11-23T12:00:17Z: because");
    }
  }

  @Test
  void nodesThatAreReadyAllTheTimeHaveNoBreak() {
    node("node2", "True");
    try (var recorder = SectionRecorder.start(client)) {
      node("node2", "True");
      pod("last", "last");
      until(() -> recorder.pods("default", "app", "last").size() == 1);

      assertThat(recorder.breaks()).isEmpty();
    }
  }

  private static List<EventSeen> events(SectionRecorder recorder, String uid) {
    return recorder.events("default", uid, "SuccessfulRescale");
  }

  private void pod(String name, String app) {
    put(Texts.of("name: %s, labels: {app: %s}", name, app), "spec: {}");
  }

  private void executor(String id) {
    put(
        Texts.of("name: exec-%s, labels: {spark-role: executor}", id),
        Texts.of(
            "spec: {nodeName: node%s, containers: [{name: c}]}\nstatus: {phase: Running}", id));
  }

  private void put(String metadata, String rest) {
    Yaml.object("v1 Pod", "namespace: default, " + metadata, rest).in(client);
  }

  private void node(String name, String ready) {
    Yaml.of(
            """
        apiVersion: v1
        kind: Node
        metadata: {name: %s}
        status:
          conditions:
          - {type: Ready, status: "%s", reason: because, lastTransitionTime: "2026-11-23T12:00:17Z"}
        """,
            name, ready)
        .in(client);
  }

  private void event(String name, String uid, String message) {
    Yaml.of(
            """
        apiVersion: v1
        kind: Event
        metadata: {name: %s, namespace: default}
        involvedObject: {uid: %s}
        reason: SuccessfulRescale
        message: "%s"
        lastTimestamp: "2026-11-23T12:00:47Z"
        """,
            name, uid, message)
        .in(client);
  }

  private static void until(Callable<Boolean> caughtUp) {
    new Waits()
        .upTo(Duration.ofSeconds(10))
        .see("the recorder to catch up", caughtUp, seen -> seen);
  }
}
