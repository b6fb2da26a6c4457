package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.lab.Lease;
import kubetraining.probe.Yaml;
import kubetraining.progress.Progress;
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnableKubernetesMockClient(https = false, crud = true)
final class TrainingClusterTest {
  private static final Lease LEASE = new Lease(Instant.parse("2026-11-29T08:00:00Z"));
  private static final String TAKEN =
      "NextElapseUSecRealtime=Sun 2026-11-29 08:00:00 UTC\nActiveState=active\n"
          + "UnitFileState=enabled\n";

  KubernetesClient client;
  @TempDir Path folder;
  private final Lab lab = new Lab();
  private final Told told = new Told();

  @BeforeEach
  void leaveAKubeconfig() throws IOException {
    PaperKubeconfig.write(client, folder);
  }

  @Test
  void resumesOnAWholeCluster() {
    bothNodesAreReady();

    try (var cluster = connect().orElseThrow()) {
      cluster.requireWhole(Lab.SHORT, told);
      assertThat(cluster.shell("node2")).isSameAs(lab.shell2);
      assertThat(cluster.client().nodes().list().getItems()).hasSize(2);
      assertThatThrownBy(() -> cluster.shell("node7"))
          .hasMessage("no machine 'node7' in this lab; it has [node1, node2]");
    }
    assertThat(lab.shell1.closed()).isTrue();
  }

  @Test
  void namesTheNodeThatIsNotReadyAndWhy() {
    node("node1", "True", "");
    node("node2", "False", "network plugin is not ready");

    assertThatThrownBy(this::requireWhole)
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("node2=not Ready: network plugin is not ready");
    assertThat(told.awaited)
        .startsWith("an SSH connection to each machine", "node2 to be Ready")
        .doesNotContain("node1 to be Ready");
  }

  @Test
  void aKubeletThatSomebodyStoppedIsNamedAtOnceWithWhatToType() {
    bothNodesAreReady();
    lab.shell2.answering("kubelet", 0, "inactive\n");

    assertThatThrownBy(this::requireWhole)
        .hasMessageContaining("the kubelet of node2 to run")
        .hasMessageContaining("./training ssh node2 sudo systemctl start kubelet");
  }

  /** What stands in the API server after a reboot is of before it. */
  @Test
  void afterARebootEveryKubeletHasToBeHeardOfAnew() {
    bothNodesAreReady();
    beat(0);
    try (var cluster = connect().orElseThrow()) {
      assertThatThrownBy(() -> cluster.afterReboot(Lab.SHORT, LEASE, Progress.SILENT))
          .hasMessageContaining("expected new heartbeats of 2 nodes within");
      assertThat(lab.shell1.commands("kube-training-lease")).isEmpty();
    }
  }

  @Test
  void afterARebootTheMachinesPowerThemselvesOffInTheirTimeAgain() throws Exception {
    bothNodesAreReady();
    beat(0);
    lab.shell1.answering("systemctl show", 0, TAKEN);
    lab.shell2.answering("systemctl show", 0, TAKEN);
    try (var cluster = connect().orElseThrow()) {
      var limit = Duration.ofSeconds(20);
      var done = CompletableFuture.runAsync(() -> cluster.afterReboot(limit, LEASE, told));
      // They renew theirs again and again, as kubelets do.
      var seconds = new AtomicInteger();
      new Waits()
          .upTo(limit)
          .see(
              "the end of it",
              () -> {
                beat(seconds.incrementAndGet());
                return done.isDone();
              },
              ended -> ended);
      done.get(limit.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(lab.shell2.commands("kube-training-lease"))
        .first()
        .isEqualTo("sudo -n sh /usr/local/sbin/kube-training-lease");
  }

  /** A kept lab may be wanted for other sections than before. */
  @Test
  void bareMachinesThatWereKeptGetWhatTheyLack() {
    var image = new ImageArchive("ours/own:1", Path.of("own.tar"), "sha256:ab", "1", "test");
    var wanted = Wanted.of(Set.of("@monitoring"));
    var downloads = Lab.bare(wanted, Lab.MIRROR, Optional.empty()).downloads();
    var bare = new BareMachines(downloads, () -> List.of(image), Progress.SILENT);
    lab.shell2.answering("images ls", 1, "");

    try (var cluster = connect().orElseThrow()) {
      cluster.complete(bare);
    }

    assertThat(lab.shell1.commands("prepare-machine")).hasSize(2);
    assertThat(lab.shell1.file("/var/lib/kube-training/set-up/on-node1")).contains("training-crds");
    assertThat(lab.shell2.commands("prepare-machine")).hasSize(1);
    var folder = "/var/lib/kube-training/set-up/";
    assertThat(lab.shell2.file(folder + "everywhere"))
        .isEqualTo("0644\n" + bare.downloads().everywhere());
    assertThat(lab.shell2.file(folder + "prepare-machine")).startsWith("0755\n#!/bin/bash\n");
    assertThat(lab.shell2.file(folder + "containerd.toml"))
        .contains("sandbox = 'registry.k8s.io/pause:3.10.2'");
    assertThat(lab.shell2.file("/etc/containerd/certs.d/quay.io/hosts.toml"))
        .contains("http://mirror.example:5000/v2/quay.io");
    assertThat(lab.shell2.files()).doesNotContainKey(folder + "on-node1");
    assertThat(lab.shell1.files()).doesNotContainKey("/tmp/sha256-ab.tar");
    assertThat(lab.shell2.file("/tmp/sha256-ab.tar")).isEqualTo("copied from own.tar");
  }

  @Test
  void knowsOfNoClusterWithoutAKubeconfig() throws IOException {
    Files.delete(folder.resolve("kubeconfig"));

    assertThat(connect()).isEmpty();
  }

  private Optional<TrainingCluster> connect() {
    return TrainingCluster.connect(lab.machines(), lab::shell, folder, lab.waits, told);
  }

  private void requireWhole() {
    try (var cluster = connect().orElseThrow()) {
      cluster.requireWhole(Lab.SHORT, told);
    }
  }

  private void bothNodesAreReady() {
    node("node1", "True", "");
    node("node2", "True", "");
  }

  private void node(String name, String ready, String message) {
    Yaml.of(
            """
        apiVersion: v1
        kind: Node
        metadata: {name: %s}
        spec: {}
        status: {conditions: [{type: Ready, status: "%s", message: "%s"}]}
        """,
            name, ready, message)
        .in(client);
  }

  private void beat(int seconds) {
    for (String node : List.of("node1", "node2")) {
      Yaml.of(
              """
          apiVersion: coordination.k8s.io/v1
          kind: Lease
          metadata: {name: %s, namespace: kube-node-lease}
          spec: {renewTime: "2026-11-28T08:%02d:%02d.000000Z"}
          """,
              node, seconds / 60, seconds % 60)
          .in(client);
    }
  }

  @Test
  void aClusterThatLacksANodeIsNotWhole() {
    node("node1", "True", "");
    assertThatThrownBy(this::requireWhole).hasMessageContaining("expected 2 nodes Ready within");
  }

  private static final class Told implements Progress {
    private final List<String> awaited = new ArrayList<>();

    @Override
    public void awaiting(String what) {
      awaited.add(what);
    }
  }
}
