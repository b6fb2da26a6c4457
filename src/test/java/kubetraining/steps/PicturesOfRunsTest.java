package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kubetraining.page.CpuLook;
import kubetraining.page.PodSpan;
import kubetraining.probe.CgroupLayout;
import kubetraining.probe.CpuManagerState;
import kubetraining.probe.CpuSet;
import kubetraining.probe.NodeCpus;
import kubetraining.probe.SparkWatch.PodLife;
import org.junit.jupiter.api.Test;

final class PicturesOfRunsTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void aJobBecomesSpansFromItsFirstSightDriverFirst() {
    var executor = pod("exec-1", "executor", "node2", at(20), since("Running", 10));
    var driver =
        pod(
            "driver",
            "driver",
            "node4",
            Optional.empty(),
            since("Pending", 1),
            since("Running", 3));

    assertThat(Pictures.ofPods(List.of(executor, driver), START.plusSeconds(30)))
        .containsExactly(
            new PodSpan(
                "driver",
                "driver",
                "node4",
                List.of(new PodSpan.Phase("Pending", 0, 2), new PodSpan.Phase("Running", 2, 29))),
            new PodSpan(
                "exec-1", "executor", "node2", List.of(new PodSpan.Phase("Running", 9, 19))));
  }

  @Test
  void theMapOfCpusNamesPodsWhereTheKubeletKnowsUids() {
    var state =
        CpuManagerState.parse(
            "{\"policyName\":\"static\",\"defaultCpuSet\":\"0\","
                + "\"entries\":{\"u-1\":{\"pi\":\"1\"},\"u-2\":{\"pi\":\"2\"}}}");
    var container =
        new NodeCpus.Container(
            "podpi", "u-1", "pi", "Guaranteed", "id", "file", CpuSet.parse("1"), List.of(), false);
    var layout = new CgroupLayout(1, false);

    assertThat(
            CpuLooks.picture(
                "while podpi runs",
                new NodeCpus("node4", layout, CpuSet.parse("0-2"), state, List.of(container))))
        .isEqualTo(
            new CpuLook(
                "while podpi runs",
                "node4",
                "static",
                List.of(0, 1, 2),
                List.of(
                    new CpuLook.Owner("podpi", List.of(1)),
                    new CpuLook.Owner("a pod that has ended", List.of(2)))))
        .hasToString(
            "while podpi runs: of the CPUs [0, 1, 2] of node4, all containers share [0], podpi has [1] exclusively,"
                + " a pod that has ended has [2] exclusively");
  }

  private static PodLife pod(
      String name, String role, String node, Optional<Instant> goneAt, PodLife.Since... phases) {
    return new PodLife(name, "", role, "", node, "", List.of(phases), Optional.empty(), goneAt);
  }

  private static PodLife.Since since(String phase, int seconds) {
    return new PodLife.Since(phase, START.plusSeconds(seconds));
  }

  private static Optional<Instant> at(int seconds) {
    return Optional.of(START.plusSeconds(seconds));
  }
}
