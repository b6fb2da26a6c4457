package kubetraining.existing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdaptedGuideTest {
  private static final String GUIDE =
      """
      @section-1
      Feature: 1. Look

        Type it on node1.

        @essential @provider
        Scenario: The machines are tagged

        @essential @machine
        Scenario: A machine knows its name

        @essential
        Scenario: node2 gets it
          When the trainee runs on node1:
            \"""bash
            kubectl annotate nodes node2 nerdalize/temp=30
            curl http://node1:$PORT/nodes/node1x/my-node2
            spark-submit k8s://https://$API_SERVER:6443
            \"""
          Then pod "pi" is placed on node2
          And the command fails with '/home/ubuntu/pi.yaml'
      """;

  @TempDir private Path folder;
  private String written;

  @BeforeEach
  void write() throws IOException {
    Path project = folder.resolve("project");
    Files.createDirectories(project.resolve("manifests/04"));
    Files.createDirectories(project.resolve("features"));
    Files.writeString(project.resolve("features/01-look.feature"), GUIDE);
    Files.writeString(project.resolve("manifests/04/pi.yaml"), "nodeName: node2 # in node22\n");
    new AdaptedGuide(
            Map.of("node1", "cp-a", "node2", "worker.b"),
            "10.0.0.7",
            443,
            "/somewhere",
            Set.of("@provider", "@machine"))
        .write(project, folder.resolve("guide"));
    written = Files.readString(folder.resolve("guide/features/01-look.feature"));
  }

  @Test
  void commandsAndManifestsHaveTheNamesOfTheCluster() throws IOException {
    assertThat(written)
        .contains("kubectl annotate nodes worker.b nerdalize/temp=30")
        .contains("curl http://10.0.0.7:$PORT/nodes/node1x/my-node2")
        .contains("k8s://https://$API_SERVER:443\n");
    assertThat(folder.resolve("guide/manifests/04/pi.yaml"))
        .hasContent("nodeName: worker.b # in node22");
  }

  @Test
  void stepsKeepTheNamesOfTheGuideAndEachFileSaysWhichNodesTheseAre() {
    assertThat(written)
        .contains("Then pod \"pi\" is placed on node2")
        .contains("Scenario: node2 gets it")
        .contains("Feature: 1. Look\n  **On this cluster**")
        .contains("node2 is `worker.b`")
        .contains("fails with '/somewhere/pi.yaml'");
  }

  @Test
  void whatSuchAClusterCannotShowIsNotEssential() {
    assertThat(written)
        .contains("  @provider @elsewhere\n  Scenario: The machines")
        .contains("  @machine @elsewhere\n  Scenario: A machine")
        .contains("  @essential\n  Scenario: node2");
    assertThat(
            new AdaptedGuide(Map.of(), "node1", 6443, "/home/x", Set.of("@provider"))
                .feature(GUIDE))
        .contains("@essential @machine\n")
        .doesNotContain("@essential @provider");
  }
}
