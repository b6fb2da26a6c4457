package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

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
  void theNewNamesReachTheSameServerByTheSameCertificate() {
    var admin = admin("10.1.0.4", "Zmlyc3Q=");
    var before = io.fabric8.kubernetes.client.Config.fromKubeconfig(admin);
    var after =
        io.fabric8.kubernetes.client.Config.fromKubeconfig(
            ClusterAccess.at(admin, "10.1.0.4", "kube-training-first"));
    assertThat(after.getCurrentContext().getName()).isEqualTo("kube-training-first");
    // kubectl takes of each name the first entry, so two labs in one file would hide each other.
    assertThat(after.getCurrentContext().getContext().getCluster())
        .isEqualTo(after.getCurrentContext().getContext().getUser())
        .isEqualTo("kube-training-first");
    assertThat(after)
        .returns(before.getMasterUrl(), it -> it.getMasterUrl())
        .returns(before.getCaCertData(), it -> it.getCaCertData())
        .returns(before.getClientCertData(), it -> it.getClientCertData())
        .returns(before.getClientKeyData(), it -> it.getClientKeyData());
  }
}
