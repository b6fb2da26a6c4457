package kubetraining.component;

import static kubetraining.component.KubeletFiles.CONFIG;
import static kubetraining.component.KubeletFiles.ORIGINAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class KubeletCpuPolicyTest {
  // Odd on purpose: only a copy brings such bytes back.
  private static final String FIRST =
      """
      apiVersion: kubelet.config.k8s.io/v1beta1
      cpuManagerReconcilePeriod: 0s   # the default
      kind:   KubeletConfiguration
      systemReserved: {cpu: "6", memory: 1Gi}
      kubeReserved: {memory: 50Mi}
      """;

  KubernetesClient client;
  KubernetesMockServer server;
  private PaperNode node;
  private KubeletCpuPolicy policy;

  @BeforeEach
  void paper() {
    node = new PaperNode(client, FIRST);
    server
        .expect()
        .get()
        .withPath("/api/v1/nodes/node4/proxy/configz")
        .andReply(200, request -> node.configz())
        .always();
    var limit = Duration.ofMillis(700);
    policy =
        new KubeletCpuPolicy(
            client,
            node.kubectl(),
            node,
            new Waits(new WaitLedger()),
            new KubeletCpuPolicy.Limits(limit, limit, limit, Duration.ofMillis(100)));
  }

  @Test
  void theNodeIsEmptiedAndTheKubeletStoppedBeforeAnythingIsChanged() {
    policy.install();

    assertThat(node.deeds())
        .containsExactly(
            "copy to " + ORIGINAL,
            "drain",
            "stop",
            "remove the record",
            "write " + CONFIG,
            "start",
            "uncordon");
    assertThat(node.configz()).contains("static");
    assertThat(node.files().get(CONFIG))
        .contains("cpuManagerPolicy: \"static\"", "1s", "400m", "50Mi", "systemReserved")
        .doesNotContain("0s");
    assertThat(node.cordoned()).isFalse();
  }

  @Test
  void aNodeThatRunsItAlreadyIsLeftAlone() {
    policy.install();
    node.deeds().clear();

    policy.install();

    assertThat(node.deeds()).isEmpty();
  }

  @Test
  void theOriginalComesBackByteForByte() {
    policy.install();

    policy.remove();

    assertThat(node.files().get(CONFIG)).isEqualTo(FIRST);
    assertThat(node.files()).containsOnlyKeys(CONFIG, PaperNode.STATE);
    assertThat(node.configz()).contains("none");
    assertThat(node.cordoned()).isFalse();
  }

  @Test
  void whereNothingWasChangedNothingIsRemoved() {
    policy.remove();

    assertThat(node.deeds()).isEmpty();
  }

  @Test
  void whatAKilledRunLeftIsRepairedFromTheKeptOriginal() {
    node.files().put(ORIGINAL, FIRST);
    node.files().put(CONFIG, "cpuManagerPolicy: \"static\"\nhalf: written\n");
    node.files().put(CONFIG + ".training-reserved", "a copy of the guide");
    node.kill();

    policy.remove();

    assertThat(node.files().get(CONFIG)).isEqualTo(FIRST);
    assertThat(node.files()).containsOnlyKeys(CONFIG, PaperNode.STATE);
    assertThat(node.configz()).contains("none");
  }

  @Test
  void aKeptOriginalIsNeverOverwritten() {
    node.files().put(ORIGINAL, FIRST);
    node.files().put(CONFIG, "cpuManagerPolicy: \"none\"\nkubeReserved: {cpu: 400m}\n");

    policy.install();
    policy.remove();

    assertThat(node.files().get(CONFIG)).isEqualTo(FIRST);
  }

  @Test
  void aChangedFileAloneDoesNotCountAsInstalled() {
    policy.install();
    node.files().put(CONFIG, node.files().get(CONFIG).replace("400m", "0"));
    node.deeds().clear();

    policy.install();

    assertThat(node.deeds()).contains("drain", "write " + CONFIG, "start");
    assertThat(node.files().get(CONFIG)).contains("400m");
  }

  @Test
  void aNodeThatCannotBeEmptiedKeepsItsKubelet() {
    node.failing("drain");

    assertThatThrownBy(policy::install)
        .hasMessageContaining("kubectl drain node4")
        .hasMessageContaining("cannot delete Pods");
    assertThat(node.deeds()).doesNotContain("stop", "write " + CONFIG);
    assertThat(node.files().get(CONFIG)).isEqualTo(FIRST);
  }

  @Test
  void aKubeletThatDoesNotComeBackIsReportedAndTheNodeStaysClosed() {
    node.failing("rm -f " + PaperNode.STATE);
    assertThatThrownBy(policy::install).hasMessageContaining(PaperNode.STATE);

    node.failing("systemctl start");
    assertThatThrownBy(policy::install).hasMessageContaining("systemctl start kubelet");
    assertThat(node.cordoned()).isTrue();

    node.failing("nothing");
    policy.remove();
    assertThat(node.cordoned()).as("put right by the undo").isFalse();
  }

  @Test
  void itIsNotDoneWhileTheClusterKeepsPodsAway() {
    node.taint("node.kubernetes.io/unreachable");

    assertThatThrownBy(policy::install)
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("to let pods onto node4 again")
        .hasMessageContaining("[node.kubernetes.io/unreachable]");
  }

  @Test
  void containersThatAreStillConfinedAreWaitedFor() {
    node.sets("0\n0-1\n");

    assertThatThrownBy(policy::install)
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("to have every CPU back")
        .hasMessageContaining("[0, 0-1]");
    assertThat(node.deeds()).doesNotContain("stop");
  }

  @Test
  void confinedContainersThatNobodyWouldFreeAreNamedWithTheCure() {
    policy.install();
    node.kill();
    node.sets("0\n0-1\n");

    assertThatThrownBy(policy::remove)
        .hasMessageContaining("[0, 0-1]")
        .hasMessageContaining("kubectl delete pods --all-namespaces");
    assertThat(node.files()).as("so that a later try finds it").containsKey(ORIGINAL);
  }
}
