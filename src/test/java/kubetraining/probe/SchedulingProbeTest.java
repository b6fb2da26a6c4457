package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class SchedulingProbeTest {
  KubernetesClient client;

  @Test
  void aPodThatNobodyHasLookedAtIsUnnoticed() {
    create(new PodBuilder(named("podpi9")).build());

    var seen = new SchedulingProbe(client).placement("podpi9").orElseThrow();

    assertThat(seen.unnoticed()).isTrue();
    assertThat(seen.placed()).isFalse();
    assertThat(seen)
        .hasToString("pod podpi9 of scheduler heat-scheduler, without a node, no events");
    assertThat(new SchedulingProbe(client).placement("podpi10")).isEmpty();
  }

  @Test
  void aPodThatWasRefusedSaysWhyAndIsNoticed() {
    create(
        new PodBuilder(named("podpi9"))
            .withNewStatus()
            .addNewCondition()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("SchedulerError")
            .withMessage("connection refused")
            .endCondition()
            .endStatus()
            .build());

    var seen = new SchedulingProbe(client).placement("podpi9").orElseThrow();

    assertThat(seen.unnoticed()).isFalse();
    assertThat(seen.placed()).isFalse();
    assertThat(seen.message()).isEqualTo("connection refused");
  }

  @Test
  void aNodeWithoutTheConditionIsNoPlacement() {
    create(new PodBuilder(named("podpi9")).editSpec().withNodeName("node4").endSpec().build());

    var seen = new SchedulingProbe(client).placement("podpi9").orElseThrow();

    assertThat(seen.placed()).isFalse();
    assertThat(seen.unnoticed()).isFalse();
  }

  @Test
  void whoPlacedItStandsInItsOwnEventAndInNoOther() {
    Pod pod =
        create(
            new PodBuilder(named("podpi9"))
                .editSpec()
                .withNodeName("node4")
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());
    event("mine", pod.getMetadata().getUid(), "Scheduled", "heat-scheduler");
    event("earlier", "of-an-earlier-pod", "Scheduled", "default-scheduler");
    event("started", pod.getMetadata().getUid(), "Started", "kubelet");

    var seen = new SchedulingProbe(client).placement("podpi9").orElseThrow();

    assertThat(seen.placed()).isTrue();
    assertThat(seen.events()).hasSize(1);
    assertThat(seen.placing().orElseThrow().reporter()).isEqualTo("heat-scheduler");
  }

  @Test
  void temperaturesAreNumbersOrInfinite() {
    node("node1", "40");
    node("node2", "hot");
    node("node3", null);
    node("node4", "NaN");

    assertThat(new SchedulingProbe(client).temperatures())
        .containsExactly(
            entry("node1", 40.0),
            entry("node2", Double.POSITIVE_INFINITY),
            entry("node3", Double.POSITIVE_INFINITY),
            entry("node4", Double.POSITIVE_INFINITY));
  }

  @Test
  void withoutAnExtenderThereIsNoLog() {
    assertThat(new SchedulingProbe(client).extenderLog().decisions()).isEmpty();
  }

  private void node(String name, String temperature) {
    var node = new NodeBuilder().withNewMetadata().withName(name).endMetadata();
    if (temperature != null) {
      node.editMetadata().addToAnnotations("nerdalize/temp", temperature).endMetadata();
    }
    client.nodes().resource(node.build()).create();
  }

  private void event(String name, String uid, String reason, String reporter) {
    client
        .v1()
        .events()
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewInvolvedObject()
                .withUid(uid)
                .endInvolvedObject()
                .withReason(reason)
                .withReportingComponent(reporter)
                .build())
        .create();
  }

  private Pod create(Pod pod) {
    return client.pods().resource(pod).create();
  }

  private static Pod named(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .withNewSpec()
        .withSchedulerName("heat-scheduler")
        .endSpec()
        .build();
  }
}
