package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kubetraining.wait.WaitLedger;
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
  void eventsAreThoseOfThisVeryObject() {
    event("before", "uid-1", "New size: 10");
    try (var recorder = SectionRecorder.start(client)) {
      event("of-another", "uid-0", "New size: 9");
      event("later", "uid-2", "New size: 4");
      until(() -> events(recorder, "uid-2").size() == 1);

      assertThat(events(recorder, "uid-1"))
          .singleElement()
          .satisfies(
              seen -> {
                assertThat(seen.message()).isEqualTo("New size: 10");
                assertThat(seen.lastAt()).isEqualTo(Instant.parse("2026-11-23T12:00:47Z"));
              });
    }
  }

  @Test
  void aNodeThatWasAwayForAMomentIsToldWhenItIsBack() {
    client.resource(node("node2", "True")).create();
    try (var recorder = SectionRecorder.start(client)) {
      client.resource(node("node3", "True")).create();
      client.resource(node("node2", "Unknown")).update();
      until(() -> !recorder.breaks().isEmpty());
      client.resource(node("node2", "True")).update();
      client.resource(node("node2", "False")).update();
      until(() -> recorder.breaks().size() == 2);

      assertThat(recorder.breaks())
          .allSatisfy(
              each ->
                  assertThat(each)
                      .isEqualTo("node2 was not Ready at 2026-11-23T12:00:17Z: because"));
    }
  }

  @Test
  void nodesThatAreReadyAllTheTimeHaveNoBreak() {
    client.resource(node("node2", "True")).create();
    try (var recorder = SectionRecorder.start(client)) {
      client.resource(node("node2", "True")).update();
      pod("last", "last");
      until(() -> recorder.pods("default", "app", "last").size() == 1);

      assertThat(recorder.breaks()).isEmpty();
    }
  }

  private static List<EventSeen> events(SectionRecorder recorder, String uid) {
    return recorder.events("default", uid, "SuccessfulRescale");
  }

  private void pod(String name, String app) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace("default")
            .withLabels(Map.of("app", app))
            .endMetadata()
            .withNewSpec()
            .endSpec()
            .build();
    client.resource(pod).create();
  }

  private static Node node(String name, String ready) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready)
        .withReason("because")
        .withLastTransitionTime("2026-11-23T12:00:17Z")
        .endCondition()
        .endStatus()
        .build();
  }

  private void event(String name, String uid, String message) {
    var event =
        new EventBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace("default")
            .endMetadata()
            .withNewInvolvedObject()
            .withUid(uid)
            .endInvolvedObject()
            .withReason("SuccessfulRescale")
            .withMessage(message)
            .withLastTimestamp("2026-11-23T12:00:47Z")
            .build();
    client.resource(event).create();
  }

  private static void until(Callable<Boolean> caughtUp) {
    new Waits(new WaitLedger())
        .upTo(Duration.ofSeconds(10))
        .see("the recorder to catch up", caughtUp, seen -> seen);
  }
}
