package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class ObserverAccountTest {
  KubernetesClient client;

  /** Whoever may read pods/exec may run commands in pods, by an older way than create. */
  @Test
  void itMayChangeNothingAndRunNothing() {
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
