package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.Map;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

final class ClusterAccessTest {
  /** As {@code kubeadm init} writes it, whatever the cluster. */
  private static String admin(String address, String key) {
    return Texts.of(
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: kubernetes
          cluster: {certificate-authority-data: Y2E=, server: "https://%s:6443"}
        contexts:
        - name: kubernetes-admin@kubernetes
          context: {cluster: kubernetes, user: kubernetes-admin}
        users:
        - name: kubernetes-admin
          user: {client-certificate-data: Y2VydA==, client-key-data: %s}
        current-context: kubernetes-admin@kubernetes
        """,
        address, key);
  }

  @Test
  void twoLabsInOneKubeconfigDoNotHideEachOther() {
    var merged =
        new Merged(
            ClusterAccess.named(admin("10.1.0.4", "Zmlyc3Q="), "kube-training-first"),
            ClusterAccess.named(admin("10.2.0.4", "c2Vjb25k"), "kube-training-second"));

    assertThat(merged.reached("kube-training-first"))
        .isEqualTo("https://10.1.0.4:6443 by Zmlyc3Q=");
    assertThat(merged.reached("kube-training-second"))
        .isEqualTo("https://10.2.0.4:6443 by c2Vjb25k");
  }

  @Test
  void theNewNamesReachTheSameServerByTheSameCertificate() {
    var before = io.fabric8.kubernetes.client.Config.fromKubeconfig(admin("10.1.0.4", "Zmlyc3Q="));
    var after =
        io.fabric8.kubernetes.client.Config.fromKubeconfig(
            ClusterAccess.named(admin("10.1.0.4", "Zmlyc3Q="), "kube-training-first"));

    assertThat(after.getCurrentContext().getName()).isEqualTo("kube-training-first");
    assertThat(after.getMasterUrl()).isEqualTo(before.getMasterUrl());
    assertThat(after.getCaCertData()).isEqualTo(before.getCaCertData());
    assertThat(after.getClientCertData()).isEqualTo(before.getClientCertData());
    assertThat(after.getClientKeyData()).isEqualTo(before.getClientKeyData());
  }

  @Test
  void whatHoldsNoClusterIsRefused() {
    assertThatThrownBy(
            () -> ClusterAccess.named("kind: Config\napiVersion: v1\n", "kube-training-first"))
        .hasMessage(
            "expected a kubeconfig of one cluster, but found 0 contexts, 0 clusters, 0 users");
  }

  /** As kubectl merges the files of KUBECONFIG: of each name the first entry is taken. */
  private static final class Merged {
    private final Map<String, NamedContext> contexts = new LinkedHashMap<>();
    private final Map<String, NamedCluster> clusters = new LinkedHashMap<>();
    private final Map<String, NamedAuthInfo> users = new LinkedHashMap<>();

    Merged(String... files) {
      for (String file : files) {
        var config = Serialization.unmarshal(file, Config.class);
        config.getContexts().forEach(each -> contexts.putIfAbsent(each.getName(), each));
        config.getClusters().forEach(each -> clusters.putIfAbsent(each.getName(), each));
        config.getUsers().forEach(each -> users.putIfAbsent(each.getName(), each));
      }
    }

    String reached(String context) {
      var names = contexts.get(context).getContext();
      return clusters.get(names.getCluster()).getCluster().getServer()
          + " by "
          + users.get(names.getUser()).getUser().getClientKeyData();
    }
  }
}
