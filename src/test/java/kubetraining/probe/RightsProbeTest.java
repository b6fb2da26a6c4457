package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NamespaceListBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false)
final class RightsProbeTest {
  private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
  private static final AccountName VIEWER = new AccountName("dashboard", "web-view");
  KubernetesMockServer server;
  KubernetesClient client;

  @Test
  void theReviewNamesTheAccountItsGroupsAndTheGroupOfTheResource() throws InterruptedException {
    decide(true, 1);

    assertThat(new RightsProbe(client).mayDoEverywhere(VIEWER, "list", "nodes.metrics.k8s.io"))
        .isTrue();

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
    server
        .expect()
        .get()
        .withPath("/api/v1/namespaces")
        .andReturn(
            200,
            new NamespaceListBuilder()
                .withItems(namespace("default"), namespace("kube-system"))
                .build())
        .always();
    decide(false, 1);
    decide(true, 1);

    assertThat(new RightsProbe(client).namespacesWhereMayDo(VIEWER, "get", "secrets"))
        .containsExactly("kube-system");
  }

  @Test
  void anAccountIsNamedByNamespaceAndName() {
    assertThat(AccountName.of("dashboard:web-view")).isEqualTo(VIEWER);
    assertThat(VIEWER).hasToString("dashboard:web-view");
    assertThatThrownBy(() -> AccountName.of("web-view"))
        .hasMessageContaining("write namespace:name");
    assertThatThrownBy(() -> AccountName.of("dashboard:"))
        .hasMessageContaining("write namespace:name");
  }

  private void decide(boolean allowed, int times) {
    server
        .expect()
        .post()
        .withPath(REVIEWS)
        .andReturn(
            201,
            new SubjectAccessReviewBuilder()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .withAllowed(allowed)
                .endStatus()
                .build())
        .times(times);
  }

  private static io.fabric8.kubernetes.api.model.Namespace namespace(String name) {
    return new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
