package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class ClusterAccessTest {
  /** As {@code kubeadm init} writes it, whatever the cluster. */
  private static final String ADMIN =
      """
      apiVersion: v1
      kind: Config
      clusters:
      - name: kubernetes
        cluster: {certificate-authority-data: Y2E=, server: "https://10.1.0.4:6443"}
      contexts:
      - name: kubernetes-admin@kubernetes
        context: {cluster: kubernetes, user: kubernetes-admin}
      users:
      - name: kubernetes-admin
        user: {client-certificate-data: Y2VydA==, client-key-data: Zmlyc3Q=}
      current-context: kubernetes-admin@kubernetes
      """;

  KubernetesClient client;

  @Test
  void theNewNamesReachTheSameServerByTheSameCertificate() {
    var before = Config.fromKubeconfig(ADMIN);
    var after = Config.fromKubeconfig(ClusterAccess.at(ADMIN, "10.1.0.4", "kube-training-first"));
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

  /** Whoever may read pods/exec may run commands in pods, by an older way than create. */
  @Test
  void theObserverMayChangeNothingAndRunNothing() {
    var role = of(ClusterRole.class);

    assertThat(role.getRules())
        .filteredOn(rule -> !List.of("get", "list", "watch").containsAll(rule.getVerbs()))
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getVerbs()).containsExactly("create");
              assertThat(rule.getApiGroups()).containsExactly("authorization.k8s.io");
              assertThat(rule.getResources()).allMatch(each -> each.endsWith("reviews"));
            });
    assertThat(role.getRules())
        .filteredOn(rule -> rule.getApiGroups().contains(""))
        .flatExtracting(PolicyRule::getResources)
        .isNotEmpty()
        .doesNotContain("*", "pods/exec", "pods/attach", "pods/portforward");
    assertThat(role.getRules()).noneMatch(rule -> rule.getApiGroups().contains("*"));
    assertThat(of(ClusterRoleBinding.class).getSubjects())
        .extracting(subject -> subject.getKind() + " " + subject.getName())
        .containsExactly("User " + KubeadmConfig.OBSERVER);
  }

  private <T> T of(Class<T> kind) {
    return Manifests.in(client, Path.of("manifests/observer")).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }
}
