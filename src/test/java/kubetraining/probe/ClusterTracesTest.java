package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClusterTracesTest {
  private static final ClusterTraces BEFORE =
      new ClusterTraces(
          Map.of(
              "Deployment kube-system/coredns", "there",
              "annotation nerdalize/temp of Node node2", "30"));

  @Test
  void nothingDiffersFromItself() {
    assertThat(BEFORE.since(BEFORE)).isEmpty();
  }

  @Test
  void whatIsNewIsNamed() {
    var now =
        new ClusterTraces(
            Map.of(
                "Deployment kube-system/coredns", "there",
                "annotation nerdalize/temp of Node node2", "30",
                "Namespace monitoring", "there"));

    assertThat(now.since(BEFORE)).isEqualTo("Namespace monitoring is new");
  }

  @Test
  void whatIsMissingOrChangedIsNamedToo() {
    var now = new ClusterTraces(Map.of("annotation nerdalize/temp of Node node2", "10"));

    assertThat(now.since(BEFORE))
        .isEqualTo(
            "Deployment kube-system/coredns is missing;"
                + " annotation nerdalize/temp of Node node2 was '30', is '10'");
  }
}
