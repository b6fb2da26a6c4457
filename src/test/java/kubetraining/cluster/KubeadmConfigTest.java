package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KubeadmConfigTest {
  private final Lab lab = new Lab();
  private final BootstrapToken token = BootstrapToken.random();

  private Map<String, JsonNode> init(boolean outsideNames, HostFacts host) {
    return documents(new KubeadmConfig(Lab.spec(outsideNames), lab.node1).init(host, token));
  }

  private static Map<String, JsonNode> documents(byte[] yaml) {
    var documents = new HashMap<String, JsonNode>();
    for (String text : new String(yaml, StandardCharsets.UTF_8).split("(?m)^---$")) {
      if (!text.isBlank()) {
        var document = Serialization.unmarshal(text, JsonNode.class);
        documents.put(document.get("kind").asText(), document);
      }
    }
    return documents;
  }

  @Test
  void namesNetworkVersionAndBothAddressesOfNode1() {
    var cluster = init(false, Lab.OLD_HOST).get("ClusterConfiguration");

    assertThat(cluster.at("/apiVersion").asText()).isEqualTo("kubeadm.k8s.io/v1beta4");
    assertThat(cluster.at("/kubernetesVersion").asText()).isEqualTo("v1.36.3");
    assertThat(cluster.at("/networking/podSubnet").asText()).isEqualTo("10.244.0.0/16");
    assertThat(cluster.at("/apiServer/certSANs"))
        .extracting(JsonNode::asText)
        .containsExactly("node1", "10.1.0.11", "203.0.113.7");
  }

  /** What the pod of the API server mounts must be where the arguments say. */
  @Test
  void theApiServerKeepsARecordOfChanges() {
    var apiServer = init(false, Lab.OLD_HOST).get("ClusterConfiguration").at("/apiServer");

    assertThat(apiServer.at("/extraArgs"))
        .extracting(each -> each.at("/name").asText() + "=" + each.at("/value").asText())
        .contains(
            "audit-policy-file=/etc/kubernetes/training-audit.yaml",
            "audit-log-path=/var/log/kubernetes/audit.log");
    assertThat(apiServer.at("/extraVolumes"))
        .extracting(each -> each.at("/hostPath").asText(), each -> each.at("/mountPath").asText())
        .containsExactly(
            tuple("/etc/kubernetes/training-audit.yaml", "/etc/kubernetes/training-audit.yaml"),
            tuple("/var/log/kubernetes", "/var/log/kubernetes"));
    assertThat(Serialization.unmarshal(AuditPolicy.DOCUMENT, JsonNode.class).at("/rules/0/users"))
        .extracting(JsonNode::asText)
        .containsExactly("kube-training:observer");
  }

  @Test
  void offersTwoCpusAndFourGibibytesOfALargerHost() {
    var kubelet = init(false, Lab.OLD_HOST).get("KubeletConfiguration");

    // 24 GiB less 4 GiB less the 100 MiB below which pods are evicted, in KiB
    assertThat(kubelet.at("/systemReserved/memory").asText()).isEqualTo("20869120Ki");
    assertThat(kubelet.at("/systemReserved/cpu").isMissingNode()).isTrue();
    assertThat(kubelet.at("/evictionHard/memory.available").asText()).isEqualTo("100Mi");
    assertThat(kubelet.at("/enforceNodeAllocatable")).hasSize(1);
    var large = init(true, new HostFacts(2, true, 8, 1, false)).get("KubeletConfiguration");
    assertThat(large.at("/systemReserved")).hasToString("{\"cpu\":\"6\"}");
  }

  @Test
  void reservesNothingOfAHostThatHasNoMore() {
    assertThat(init(true, Lab.NEW_HOST).get("KubeletConfiguration").has("systemReserved"))
        .isFalse();
  }

  @Test
  void bearsControlGroupsOfVersion1AndProcessesThatMayNotRaiseLimits() {
    var documents = init(false, Lab.OLD_HOST);
    var kubelet = documents.get("KubeletConfiguration");

    assertThat(kubelet.at("/cgroupDriver").asText()).isEqualTo("cgroupfs");
    assertThat(kubelet.at("/failCgroupV1").asBoolean(true)).isFalse();
    assertThat(kubelet.at("/oomScoreAdj").asInt(-1)).isZero();
    assertThat(documents.get("KubeProxyConfiguration").at("/oomScoreAdj").asInt(-1)).isZero();
  }

  @Test
  void leavesDefaultsAloneOnAnOrdinaryHost() {
    var documents = init(true, Lab.NEW_HOST);
    var kubelet = documents.get("KubeletConfiguration");

    assertThat(kubelet.at("/cgroupDriver").asText()).isEqualTo("systemd");
    assertThat(kubelet.has("failCgroupV1")).isFalse();
    assertThat(kubelet.has("oomScoreAdj")).isFalse();
    assertThat(kubelet.has("resolvConf")).isFalse();
    assertThat(documents.get("KubeProxyConfiguration").has("oomScoreAdj")).isFalse();
  }

  @Test
  void neverPullsNorForgetsImagesWhereNothingIsOutside() {
    var documents = init(false, Lab.OLD_HOST);

    assertThat(documents.get("InitConfiguration").at("/nodeRegistration/imagePullPolicy").asText())
        .isEqualTo("Never");
    assertThat(documents.get("KubeletConfiguration").at("/imageGCHighThresholdPercent").asInt())
        .isEqualTo(100);
    assertThat(documents.get("KubeletConfiguration").at("/resolvConf").asText())
        .isEqualTo("/etc/kubernetes/resolv.conf");
  }

  @Test
  void joinsByTheWholeCertificateAndAToken() {
    var kubeadm = new KubeadmConfig(Lab.spec(false), lab.node1);
    var join = documents(kubeadm.join(lab.node2, token)).get("JoinConfiguration");
    var discovery = documents(kubeadm.discovery("Q0E=")).get("Config");

    assertThat(join.at("/discovery/file/kubeConfigPath").asText())
        .isEqualTo("/etc/kubernetes/training-discovery.conf");
    assertThat(join.at("/discovery/tlsBootstrapToken").asText()).isEqualTo(token.secret());
    assertThat(join.at("/nodeRegistration/name").asText()).isEqualTo("node2");
    assertThat(join.toString()).doesNotContain("unsafe");
    assertThat(discovery.at("/clusters/0/cluster/server").asText())
        .isEqualTo("https://10.1.0.11:6443");
    assertThat(discovery.at("/clusters/0/cluster/certificate-authority-data").asText())
        .isEqualTo("Q0E=");
  }

  @Test
  void aTokenIsNewEachTimeAndDoesNotShowItself() {
    assertThat(token.secret()).matches("[a-z0-9]{6}\\.[a-z0-9]{16}");
    assertThat(BootstrapToken.random().secret()).isNotEqualTo(token.secret());
    assertThat(token.toString()).doesNotContain(token.secret().substring(7));
  }
}
