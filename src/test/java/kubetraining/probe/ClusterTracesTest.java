package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClusterTracesTest {
  private static final String DNS = "Deployment kube-system/coredns";
  private static final ClusterTraces BEFORE =
      new ClusterTraces(
          Map.of(
              DNS,
              made(Map.of("spec.replicas", "2", "spec.paused", "true")),
              "Pod kube-system/coredns-1",
              new Trace(Map.of("label app", "dns"), true, true)));

  @Test
  void nothingDiffersFromItself() {
    assertThat(BEFORE.since(BEFORE)).isEmpty();
  }

  @Test
  void whatIsNewOrMissingIsNamed() {
    var now = new ClusterTraces(Map.of("Namespace monitoring", made(Map.of())));

    assertThat(now.since(BEFORE)).isEqualTo(DNS + " is missing; Namespace monitoring is new");
  }

  @Test
  void whichFieldOfWhichObjectDiffersIsTold() {
    var now = new ClusterTraces(Map.of(DNS, made(Map.of("spec.replicas", "1", "label a", "b"))));

    assertThat(now.since(BEFORE))
        .isEqualTo(
            DNS
                + ": label a is new: b, spec.paused is missing, was true,"
                + " spec.replicas was 2, is 1");
  }

  @Test
  void whatIsHashedIsNotShown() {
    var before = new ClusterTraces(Map.of("Secret a/b", made(Map.of("data.key", "sha256:1"))));
    var now =
        new ClusterTraces(
            Map.of("Secret a/b", made(Map.of("data.key", "sha256:2", "data.new", "sha256:3"))));

    assertThat(now.since(before)).isEqualTo("Secret a/b: data.key has changed, data.new is new");
  }

  @Test
  void manyFieldsAreCounted() {
    var now = new ClusterTraces(Map.of("A b", made(Map.of("1", "", "2", "", "3", "", "4", ""))));
    var before = new ClusterTraces(Map.of("A b", made(Map.of())));

    assertThat(now.since(before)).endsWith("3 is new: , and 1 more fields");
  }

  @Test
  void whatComesAndGoesByItselfIsComparedOnlyWhileItIsThere() {
    String another = "Pod kube-system/coredns-2";
    var pod = new Trace(Map.of("label app", "dns"), true, true);
    var changed = new Trace(Map.of("label app", "mine"), true, true);
    var dns = BEFORE.things().get(DNS);

    assertThat(new ClusterTraces(Map.of(DNS, dns, another, pod)).since(BEFORE)).isEmpty();
    assertThat(
            new ClusterTraces(Map.of(DNS, dns, "Pod kube-system/coredns-1", changed)).since(BEFORE))
        .isEqualTo("Pod kube-system/coredns-1: label app was dns, is mine");
  }

  private static Trace made(Map<String, String> fields) {
    return new Trace(fields, false, false);
  }
}
