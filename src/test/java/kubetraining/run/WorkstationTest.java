package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kubetraining.artifact.cache.PlacedFile;
import kubetraining.existing.AdaptedGuide;
import kubetraining.host.Programs;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

final class WorkstationTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  @TempDir private Path folder;
  private RemoteShell node1;

  @BeforeEach
  void layOut() throws IOException {
    Path manifests = Files.createDirectories(folder.resolve("manifests/03"));
    Files.writeString(manifests.resolve("pod.yaml"), "kind: Pod\n");
    Path kubectl = Files.writeString(folder.resolve("kubectl"), "#!/bin/sh\necho \"$@\"\n");
    assertThat(kubectl.toFile().setExecutable(true)).isTrue();
    Path spark = Files.createDirectories(folder.resolve("spark/bin"));
    Files.writeString(spark.resolve("spark-submit"), "echo submitted from ${0%/bin/*}\n");
    var home = new Workstation(folder.resolve("home"));
    home.layOut(
        folder.resolve("manifests"),
        List.of(
            placed(kubectl, "/usr/local/bin/kubectl"),
            placed(folder.resolve("spark"), "/home/ubuntu/spark-4")),
        Path.of("class.conf"),
        "monday");
    var guide =
        new AdaptedGuide(
            Map.of("node1", "cp"),
            Map.of(),
            List.of(),
            1000,
            "10.0.0.1",
            6443,
            "/home/x",
            Set.of(),
            Set.of(),
            "v1.36.3",
            "");
    node1 = home.open(guide, new Waits(), List.of());
  }

  private static PlacedFile placed(Path file, String path) {
    return new PlacedFile(file, path, "0755", "key");
  }

  @Test
  void hasWhatTheGuideExpectsInTheHome() {
    var said =
        node1.run(
            "cat ~/.kube/config; cd ~/spark-4; sh ~/spark-4/bin/spark-submit; cat ~/training/03/*",
            LIMIT);

    assertThat(said.stdout())
        .contains("config view --minify --flatten --raw --kubeconfig=class.conf --context=monday")
        .contains("submitted from " + folder.resolve("home/spark-4") + "\n")
        .endsWith("kind: Pod\n");
  }

  @Test
  void typesRealNamesAndShowsWhatWasPrinted() {
    var result = node1.run("kubectl get node node1", LIMIT);

    assertThat(result.stdout()).isEqualTo("get node cp\n");
    assertThat(result.command()).isEqualTo("kubectl get node node1");
  }

  @Test
  void doesNotTypeWhatIsForAMachine() {
    for (String command : List.of("sudo systemctl stop kubelet", "hostname", "cd\ndocker ps")) {
      assertThatThrownBy(() -> node1.run(command, LIMIT))
          .as(command)
          .isInstanceOf(TestAbortedException.class)
          .hasMessageContaining("lab.ssh.hosts");
    }
  }

  @Test
  void endsOnlyProgramsThatWereStartedFromThisHome() throws Exception {
    Process theirs = Programs.builder("sleep", "60").start();
    try {
      node1.run("pkill -KILL -x sleep || true", LIMIT);
      assertThat(theirs.isAlive()).isTrue();
      assertThat(node1.run("sleep 60 & pgrep -x sleep && pkill -x sleep; wait", LIMIT).stdout())
          .isNotBlank()
          .doesNotContain(String.valueOf(theirs.pid()));
    } finally {
      theirs.destroyForcibly();
    }
  }
}
