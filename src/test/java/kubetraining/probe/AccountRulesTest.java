package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import kubetraining.host.Texts;
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
    role("ClusterRole", "name: view", "pods", "list");
    role("ClusterRole", "name: everybody", "nodes", "list");
    role("ClusterRole", "name: others", "nodes", "delete");
    role("Role", "name: sweeper, namespace: default", "pods", "delete");
    String account = "kind: ServiceAccount, name: web-view, namespace: ";
    binding("ClusterRole", "name: viewer", "view", account + "dashboard");
    binding(
        "ClusterRole",
        "name: all",
        "everybody",
        "kind: Group, name: system:serviceaccounts:dashboard");
    binding("ClusterRole", "name: gone", "no-such-role", "kind: User, name: " + VIEWER.user());
    binding("ClusterRole", "name: elsewhere", "others", account + "default");
    binding("Role", "name: sweeps, namespace: default", "sweeper", account + "dashboard");

    var granted = new AccountRules(client).of(VIEWER);

    assertThat(granted)
        .extracting(AccountRules.Granted::toString)
        .containsExactlyInAnyOrder(
            "[list] [pods][] (by ClusterRoleBinding viewer)",
            "[list] [nodes][] (by ClusterRoleBinding all)",
            "[delete] [pods][] (by RoleBinding default/sweeps)");
    assertThat(granted).filteredOn(AccountRules.Granted::isMoreThanLooking).hasSize(1);
  }

  private void role(String kind, String metadata, String resource, String verb) {
    make(
        kind, metadata, "rules: [{apiGroups: [''], resources: [%s], verbs: [%s]}]", resource, verb);
  }

  private void binding(String kind, String metadata, String role, String subject) {
    make(
        kind + "Binding",
        metadata,
        "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %s, name: %s}\nsubjects: [{%s}]",
        kind,
        role,
        subject);
  }

  private void make(String kind, String metadata, String rest, Object... values) {
    String head = "apiVersion: rbac.authorization.k8s.io/v1\nkind: %s\nmetadata: {%s}\n%s";
    Yaml.of(head, kind, metadata, Texts.of(rest, values)).in(client);
  }
}
