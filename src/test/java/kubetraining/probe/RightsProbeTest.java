package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnableKubernetesMockClient(https = false, crud = true)
final class RightsProbeTest {
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
  private static final RightsProbe.Account VIEWER =
      new RightsProbe.Account("dashboard", "web-view");
  KubernetesMockServer server;
  KubernetesClient client;

  @Test
  void theReviewNamesTheAccountItsGroupsAndTheGroupOfTheResource() throws InterruptedException {
    decide(true);

    assertThat(new RightsProbe(client).mayDo(VIEWER, "list", "nodes.metrics.k8s.io", "")).isTrue();

    var sent =
        Serialization.unmarshal(
            server.getLastRequest().getBody().readUtf8(), SubjectAccessReview.class);
    assertThat(sent.getSpec().getUser()).isEqualTo("system:serviceaccount:dashboard:web-view");
    assertThat(sent.getSpec().getGroups()).contains("system:serviceaccounts:dashboard");
    assertThat(sent.getSpec().getResourceAttributes().getGroup()).isEqualTo("metrics.k8s.io");
    assertThat(sent.getSpec().getResourceAttributes().getResource()).isEqualTo("nodes");
    assertThat(sent.getSpec().getResourceAttributes().getNamespace()).isEmpty();
  }

  @Test
  void aRightInOneNamespaceOnlyIsFoundThere() {
    String two =
        "{\"items\":[{\"metadata\":{\"name\":\"default\"}},{\"metadata\":{\"name\":\"kube-system\"}}]}";
    server.expect().get().withPath("/api/v1/namespaces").andReturn(200, two).always();
    decide(false);
    decide(true);

    assertThat(new RightsProbe(client).namespacesWhereMayDo(VIEWER, "get", "secrets"))
        .containsExactly("kube-system");
  }

  @Test
  void anAccountIsNamedByNamespaceAndName() {
    assertThat(RightsProbe.Account.of("dashboard:web-view")).isEqualTo(VIEWER);
    assertThat(VIEWER).hasToString("dashboard:web-view");
    for (String wrong : new String[] {"web-view", "dashboard:"}) {
      assertThatThrownBy(() -> RightsProbe.Account.of(wrong))
          .hasMessageContaining("write namespace:name");
    }
  }

  private void decide(boolean allowed) {
    String review = Texts.of("{\"status\": {\"allowed\": %s}}", allowed);
    server.expect().post().withPath(REVIEWS).andReturn(201, review).once();
  }

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
    String text = "apiGroups: ['%s']\nresources: ['%s']\nverbs: ['%s']\n";
    var rule =
        Yaml.of(text, group, resources.replace(",", "','"), verbs.replace(",", "','"))
            .as(PolicyRule.class);

    assertThat(new RightsProbe.Granted("a test", rule).isMoreThanLooking()).isEqualTo(more);
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

    var granted = new RightsProbe(client).rules(VIEWER);

    assertThat(granted)
        .extracting(RightsProbe.Granted::toString)
        .containsExactlyInAnyOrder(
            "[list] [pods][] (by ClusterRoleBinding viewer)",
            "[list] [nodes][] (by ClusterRoleBinding all)",
            "[delete] [pods][] (by RoleBinding default/sweeps)");
    assertThat(granted).filteredOn(RightsProbe.Granted::isMoreThanLooking).hasSize(1);
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
    Yaml.object("rbac.authorization.k8s.io/v1 " + kind, metadata, Texts.of(rest, values))
        .in(client);
  }
}
