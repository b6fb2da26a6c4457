package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.Map;
import kubetraining.redaction.Redaction;
import org.junit.jupiter.api.Test;

final class KubeadmConfigTest {
  private final Lab lab = new Lab();
  private final String token = KubeadmConfig.newToken();

  private Map<String, JsonNode> init(boolean outsideNames, HostFacts host) {
    return documents(kubeadm(outsideNames).init(host));
  }

  private KubeadmConfig kubeadm(boolean outsideNames) {
    return new KubeadmConfig(Lab.spec(outsideNames), lab.node1, token);
  }

  private static Map<String, JsonNode> documents(String yaml) {
    var documents = new HashMap<String, JsonNode>();
    for (String text : yaml.split("(?m)^---$")) {
      if (!text.isBlank()) {
        var document = Serialization.unmarshal(text, JsonNode.class);
        documents.put(document.get("kind").asText(), document);
      }
    }
    return documents;
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
  void joinsByTheWholeCertificateAndAToken() {
    var join = documents(kubeadm(false).join(lab.node2)).get("JoinConfiguration");
    var discovery = documents(kubeadm(false).discovery("Q0E=")).get("Config");

    assertThat(join.at("/discovery/file/kubeConfigPath").asText())
        .isEqualTo("/etc/kubernetes/training-discovery.conf");
    assertThat(join.at("/discovery/tlsBootstrapToken").asText()).isEqualTo(token);
    assertThat(join.at("/nodeRegistration/name").asText()).isEqualTo("node2");
    assertThat(join.toString()).doesNotContain("unsafe");
    assertThat(discovery.at("/clusters/0/cluster/server").asText())
        .isEqualTo("https://10.1.0.11:6443");
    assertThat(discovery.at("/clusters/0/cluster/certificate-authority-data").asText())
        .isEqualTo("Q0E=");
  }

  @Test
  void aTokenIsNewEachTimeAndNeverShown() {
    assertThat(token).matches("[a-z0-9]{6}\\.[a-z0-9]{16}");
    assertThat(KubeadmConfig.newToken()).isNotEqualTo(token);
    assertThat(Redaction.redact("by " + token)).doesNotContain(token.substring(7));
  }

  @Test
  void adaptsToControlGroupsOfVersion1LimitsThatNobodyMayRaiseAndAWorldWithoutOutside() {
    var documents = init(false, Lab.OLD_HOST);
    var kubelet = documents.get("KubeletConfiguration");
    assertThat(kubelet.at("/cgroupDriver").asText()).isEqualTo("cgroupfs");
    assertThat(kubelet.at("/failCgroupV1").asBoolean(true)).isFalse();
    assertThat(kubelet.at("/oomScoreAdj").asInt(-1)).isZero();
    assertThat(kubelet.at("/imageGCHighThresholdPercent").asInt()).isEqualTo(100);
    assertThat(kubelet.at("/resolvConf").asText()).isEqualTo("/etc/kubernetes/resolv.conf");
    assertThat(documents.get("KubeProxyConfiguration").at("/oomScoreAdj").asInt(-1)).isZero();
    assertThat(documents.get("InitConfiguration").at("/nodeRegistration/imagePullPolicy").asText())
        .isEqualTo("Never");
  }

  @Test
  void leavesDefaultsAloneOnAnOrdinaryHost() {
    var documents = init(true, Lab.NEW_HOST);
    var kubelet = documents.get("KubeletConfiguration");
    assertThat(kubelet.at("/cgroupDriver").asText()).isEqualTo("systemd");
    assertThat(kubelet.fieldNames())
        .toIterable()
        .doesNotContain("systemReserved", "failCgroupV1", "oomScoreAdj", "resolvConf");
    assertThat(documents.get("KubeProxyConfiguration").has("oomScoreAdj")).isFalse();
  }
}
