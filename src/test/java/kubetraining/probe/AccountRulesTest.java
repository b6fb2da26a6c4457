package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnableKubernetesMockClient(https = false, crud = true)
final class AccountRulesTest {
  private static final AccountName VIEWER = new AccountName("dashboard", "web-view");
  KubernetesClient client;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | pods | get,list,watch | false",
        "metrics.k8s.io | nodes | get | false",
        "authorization.k8s.io | selfsubjectaccessreviews | create | false",
        "'' | pods | get,delete | true",
        "'' | pods/eviction | create | true",
        "'' | serviceaccounts/token | create | true",
        "'' | secrets | list | true",
        "'' | * | get | true",
        "* | * | get | true",
        "'' | pods/exec | get | true",
        "'' | services/proxy | get | true",
        "apps | deployments | * | true",
        "batch | selfsubjectaccessreviews,jobs | create | true",
        "secrets.example.org | secrets | list | false"
      })
  void onlyToLookAndNotAtSecretsIsLooking(
      String group, String resources, String verbs, boolean more) {
    var rule =
        new PolicyRuleBuilder()
            .withApiGroups(group)
            .withResources(resources.split(","))
            .withVerbs(verbs.split(","))
            .build();

    assertThat(new AccountRules.Granted("a test", rule).isMoreThanLooking()).isEqualTo(more);
  }

  @Test
  void rulesComeByNameOrByGroupEverywhereOrInANamespace() {
    clusterRole("view", rule("pods", "list"));
    clusterRole("everybody", rule("nodes", "list"));
    clusterRole("others", rule("nodes", "delete"));
    clusterBinding("viewer", "view", "ServiceAccount", "web-view", "dashboard");
    clusterBinding("all", "everybody", "Group", "system:serviceaccounts:dashboard", null);
    clusterBinding("gone", "no-such-role", "User", VIEWER.user(), null);
    clusterBinding("elsewhere", "others", "ServiceAccount", "web-view", "default");
    client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName("sweeper")
                .withNamespace("default")
                .endMetadata()
                .withRules(rule("pods", "delete"))
                .build())
        .create();
    client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName("sweeps")
                .withNamespace("default")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", "sweeper")
                .addNewSubject(null, "ServiceAccount", "web-view", "dashboard")
                .build())
        .create();

    var granted = new AccountRules(client).of(VIEWER);

    assertThat(granted)
        .extracting(AccountRules.Granted::toString)
        .containsExactlyInAnyOrder(
            "[list] [pods][] (by ClusterRoleBinding viewer)",
            "[list] [nodes][] (by ClusterRoleBinding all)",
            "[delete] [pods][] (by RoleBinding default/sweeps)");
    assertThat(granted).filteredOn(AccountRules.Granted::isMoreThanLooking).hasSize(1);
  }

  private static PolicyRule rule(String resource, String verb) {
    return new PolicyRuleBuilder()
        .withApiGroups("")
        .withResources(resource)
        .withVerbs(verb)
        .build();
  }

  private void clusterRole(String name, PolicyRule rule) {
    client
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withRules(List.of(rule))
                .build())
        .create();
  }

  private void clusterBinding(
      String name, String role, String kind, String subject, String namespace) {
    client
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                .addNewSubject(null, kind, subject, namespace)
                .build())
        .create();
  }
}
