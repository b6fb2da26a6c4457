package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.cluster.Manifests;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class HeatSchedulerTest {
  private static final Path FOLDER = Path.of("manifests/04-scheduler");
  KubernetesClient client;

  @Test
  void theAccountHasTheRightsOfASchedulerAndNoOthers() {
    var objects = objects("heat-scheduler.yaml");
    assertThat(of(ClusterRoleBinding.class, objects).map(each -> each.getRoleRef().getName()))
        .containsExactly("system:kube-scheduler", "system:volume-scheduler");
    assertThat(of(RoleBinding.class, objects).map(each -> each.getRoleRef().getName()))
        .containsExactly("extension-apiserver-authentication-reader");
    assertThat(
            of(ClusterRoleBinding.class, objects)
                .flatMap(each -> each.getSubjects().stream())
                .map(each -> each.getNamespace() + "/" + each.getName()))
        .containsOnly("kube-system/heat-scheduler");
    assertThat(deployment(objects).getSpec().getTemplate().getSpec().getServiceAccountName())
        .isEqualTo("heat-scheduler");
  }

  @Test
  void aPodWithAnotherImageOrASilentExtenderIsBroken() {
    var template = new PodTemplateSpec(null, extender("one", "heat:1", true).getSpec());
    var wanted = new DeploymentBuilder().withNewSpec().withTemplate(template).endSpec().build();

    assertThat(
            HeatScheduler.broken(
                wanted,
                List.of(
                    extender("whole", "heat:1", true),
                    extender("silent", "heat:1", false),
                    extender("mistyped", "heat:l", true))))
        .extracting(pod -> pod.getMetadata().getName())
        .containsExactly("silent", "mistyped");
  }

  private static Pod extender(String name, String image, boolean ready) {
    return Serialization.unmarshal(
        Texts.of(
            """
            metadata: {name: %s}
            spec: {containers: [{name: extender, image: "%s"}]}
            status: {containerStatuses: [{name: extender, ready: %s}]}
            """,
            name, image, ready),
        Pod.class);
  }

  private static Deployment deployment(List<HasMetadata> objects) {
    return of(Deployment.class, objects).findFirst().orElseThrow();
  }

  private List<HasMetadata> objects(String file) {
    return Manifests.of(client, FOLDER.resolve(file));
  }

  private static <T> Stream<T> of(Class<T> kind, List<HasMetadata> objects) {
    return objects.stream().filter(kind::isInstance).map(kind::cast);
  }
}
