package kubetraining.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Path;
import kubetraining.probe.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guide's own commands lead to is seen, and what else they might do is not guessed. */
@EnableKubernetesMockClient(https = false, crud = true)
final class CommandEffectsTest {
  KubernetesClient client;
  KubernetesMockServer server;

  @Test
  void anObjectOfAManifestIsThereOrGone() {
    String create = "kubectl create -f ~/training/04-scheduler/podpi.yaml";
    String delete = "kubectl delete pod podpi9";
    assertThat(isSo(create)).isFalse();
    assertThat(isSo(delete)).isTrue();

    make("v1", "Pod", "podpi9", "");

    assertThat(isSo(create)).isTrue();
    assertThat(isSo(delete)).isFalse();
    assertThat(isSo("kubectl delete pods podpi9 podpi10")).isFalse();
  }

  @Test
  void whatACommandMakesWithoutAManifestIsThereToo() {
    String create =
        """
        kubectl create serviceaccount spark
        kubectl create rolebinding spark-role --clusterrole=edit --serviceaccount=default:spark --namespace=default
        """;
    assertThat(isSo(create)).isFalse();
    make("v1", "ServiceAccount", "spark", "");
    assertThat(isSo(create)).isFalse();
    make("rbac.authorization.k8s.io/v1", "RoleBinding", "spark-role", "");

    assertThat(isSo(create)).isTrue();
    assertThat(isSo("kubectl create clusterrolebinding spark-role --clusterrole=edit")).isFalse();
  }

  @Test
  void anAnnotationHasTheValueOnEachNode() {
    String annotate =
        """
        kubectl annotate nodes node1 nerdalize/temp=40
        kubectl annotate --overwrite nodes node2 nerdalize/temp=30
        """;
    make("v1", "Node", "node1", "nerdalize/temp: '40'");
    make("v1", "Node", "node2", "nerdalize/temp: '3'");
    assertThat(isSo(annotate)).isFalse();

    make("v1", "Node", "node2", "nerdalize/temp: '30'");

    assertThat(isSo(annotate)).isTrue();
  }

  @Test
  void filesAreFoundFromTheFolderInWhichTheCommandsWork() {
    String create =
        """
        cd ~/training/06-autoscaling/
        kubectl create -f ./podinfo/podinfo-svc.yaml,./podinfo/podinfo-dep.yaml
        """;
    assertThat(isSo(create)).isFalse();
    make("v1", "Service", "podinfo", "");
    assertThat(isSo(create)).isFalse();
    Yaml.of(
            """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: podinfo, namespace: default}
        spec: {selector: {matchLabels: {app: podinfo}}}
        """)
        .in(client);

    assertThat(isSo(create)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubectl get pods",
        "kubectl create -f ~/podpi.yaml",
        "kubectl create -f ~/training/no-such.yaml",
        "kubectl create -f ~/training/../podpi.yaml",
        "kubectl create -f -",
        "kubectl delete pod --selector app=web-view --namespace dashboard",
        "kubectl delete pod podpi9\nkubectl get pods",
        "kubectl annotate nodes --all nerdalize/temp=1",
        "kubectl create serviceaccount spark --dry-run=client",
        "sed x podpi.yaml | kubectl create -f -",
        "sudo systemctl stop kubelet",
        "cd ~/training/"
      })
  void whatTheClusterDoesNotShowIsNotGuessed(String commands) {
    assertThat(effects().of(commands)).isEmpty();
  }

  @Test
  void withoutAnAnswerOfTheApiServerItIsUnknown() {
    server
        .expect()
        .get()
        .withPath("/api/v1/namespaces/default/pods/podpi9")
        .andReturn(500, "")
        .always();

    assertThat(effects().of("kubectl delete pod podpi9").orElseThrow().get()).isEmpty();
  }

  private boolean isSo(String commands) {
    return effects().of(commands).orElseThrow().get().orElseThrow();
  }

  private CommandEffects effects() {
    return new CommandEffects(() -> client, Path.of("manifests"));
  }

  private void make(String version, String kind, String name, String annotations) {
    var object =
        Yaml.of(
            """
        apiVersion: %s
        kind: %s
        metadata: {name: %s, %s annotations: {%s}}
        """,
            version, kind, name, kind.equals("Node") ? "" : "namespace: default,", annotations);
    object.in(client);
  }
}
