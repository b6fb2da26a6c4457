package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import kubetraining.cluster.TrainingCluster;
import kubetraining.remote.RemoteShell;
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnableKubernetesMockClient(https = false, crud = true)
final class KubeletCpuPolicyTest {
  // Odd on purpose: only a copy brings such bytes back.
  private static final String FIRST =
      """
      apiVersion: kubelet.config.k8s.io/v1beta1
      cpuManagerReconcilePeriod: 0s   # the default
      kind:   KubeletConfiguration
      systemReserved: {cpu: "6", memory: 1Gi}
      """;
  private static final String STATIC =
      """
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind:   KubeletConfiguration
      systemReserved: {cpu: "6", memory: 1Gi}
      cpuManagerPolicy: static
      cpuManagerReconcilePeriod: 1s
      kubeReserved:
        cpu: 400m
      """;
  private static final String ORIGINAL = "config.yaml.training-original";

  KubernetesClient client;
  KubernetesMockServer server;
  @TempDir Path folder;
  private PaperNode node;
  private KubeletCpuPolicy policy;

  @BeforeEach
  void paper() throws IOException {
    node = new PaperNode(client, folder, FIRST);
    node.deeds().clear();
    String configz = "/api/v1/nodes/node4/proxy/configz";
    server.expect().get().withPath(configz).andReply(200, request -> node.configz()).always();
    var limit = Duration.ofMillis(700);
    var limits = new KubeletCpuPolicy.Limits(limit, limit, limit, Duration.ofMillis(100));
    var shells = Map.<String, RemoteShell>of("node1", node, "node4", node);
    var cluster = new TrainingCluster(shells, client, client, new Waits());
    policy = KubeletCpuPolicy.on(cluster, "node4", limits);
  }

  @Test
  void theNodeIsEmptiedAndTheKubeletStoppedBeforeItIsChangedAsTheGuideDoes() throws IOException {
    policy.install();

    assertThat(node.deeds())
        .containsExactly("files", "drain", "stop", "files", "files", "start", "uncordon");
    assertThat(node.configz()).contains("static");
    assertThat(node.read("config.yaml")).isEqualTo(STATIC);
    assertThat(Files.readString(Path.of("features/05-cpu-manager.feature")))
        .contains(
            "printf 'cpuManagerPolicy: static\\ncpuManagerReconcilePeriod: 1s\\nkubeReserved:\\n"
                + "  cpu: 400m\\n'");
    assertThat(node.cordoned()).isFalse();
    node.deeds().clear();
    policy.install();
    assertThat(node.deeds()).as("a node that runs it already is left alone").isEmpty();
    node.write("config.yaml", STATIC.replace("400m", "0"));
    policy.install();
    assertThat(node.deeds()).as("a changed file alone does not count").contains("drain", "start");
    assertThat(node.read("config.yaml")).isEqualTo(STATIC);
  }

  @Test
  void theOriginalComesBackByteForByteAndNothingElseStays() throws IOException {
    policy.remove();
    assertThat(node.deeds()).as("where nothing was changed").isEmpty();
    policy.install();
    policy.remove();

    isAsAtFirst();
  }

  private void isAsAtFirst() throws IOException {
    assertThat(node.read("config.yaml")).isEqualTo(FIRST);
    assertThat(node.files()).containsExactlyInAnyOrder("config.yaml", "cpu_manager_state");
    assertThat(node.configz()).contains("none");
    assertThat(node.cordoned()).isFalse();
  }

  @Test
  void whatAKilledRunLeftIsRepairedFromTheKeptOriginal() throws IOException {
    node.write(ORIGINAL, FIRST);
    node.write("config.yaml", "cpuManagerPolicy: static\nhalf: written\n");
    node.write("config.yaml.training-reserved", "a copy of the guide");
    node.kill();

    policy.remove();

    isAsAtFirst();
  }

  @Test
  void aNodeThatCannotBeEmptiedKeepsItsKubelet() throws IOException {
    node.failing("drain");

    assertThatThrownBy(policy::install)
        .hasMessageContainingAll("kubectl drain node4", "refused on paper");
    assertThat(node.deeds()).doesNotContain("stop");
    assertThat(node.read("config.yaml")).isEqualTo(FIRST);
  }

  @Test
  void aKubeletThatDoesNotComeBackIsReportedAndTheNodeStaysClosed() {
    node.failing("systemctl start");
    assertThatThrownBy(policy::install).hasMessageContaining("systemctl start kubelet");
    assertThat(node.cordoned()).isTrue();
    node.failing("nothing");

    policy.remove();

    assertThat(node.cordoned()).as("put right by the undo").isFalse();
  }

  @Test
  void itIsNotDoneWhileContainersAreConfined() {
    node.sets("0\n0-1\n");
    assertThatThrownBy(policy::install)
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContainingAll("to have every CPU back", "[0, 0-1]");
    assertThat(node.deeds()).doesNotContain("stop");
    node.sets("0-1\n");
    policy.install();
    node.kill();
    node.sets("0\n0-1\n");
    assertThatThrownBy(policy::remove)
        .as("nobody would free them")
        .hasMessageContainingAll("[0, 0-1]", "kubectl delete pods --all-namespaces");
    assertThat(node.files()).as("so that a later try finds it").contains(ORIGINAL);
  }

  @Test
  void aTaintThatTheClusterKeepsIsWaitedFor() {
    node.edit(spec -> spec.addNewTaint().withKey("node.kubernetes.io/unreachable").endTaint());
    assertThatThrownBy(policy::install)
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContainingAll(
            "to let pods onto node4 again", "[node.kubernetes.io/unreachable]");
  }
}
