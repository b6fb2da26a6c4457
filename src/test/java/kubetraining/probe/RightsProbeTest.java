package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatusBuilder;
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
    assertThat(AccountName.of("dashboard:web-view")).isEqualTo(VIEWER);
    assertThat(VIEWER).hasToString("dashboard:web-view");
    for (String wrong : new String[] {"web-view", "dashboard:"}) {
      assertThatThrownBy(() -> AccountName.of(wrong)).hasMessageContaining("write namespace:name");
    }
  }

  private void decide(boolean allowed) {
    var review = new SubjectAccessReview();
    review.setStatus(new SubjectAccessReviewStatusBuilder().withAllowed(allowed).build());
    server.expect().post().withPath(REVIEWS).andReturn(201, review).once();
  }
}
