package kubetraining.existing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.probe.Yaml;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterFactsTest {
  private static final Path MANIFESTS = Path.of("manifests");
  private static final String OURS = "labels: {kube-training/part-of: training}";

  @TempDir Path folder;
  @AutoClose private final PaperApi api = new PaperApi();

  private ClusterFacts look() throws IOException {
    try (var cluster = ExistingCluster.open(api.kubeconfig(folder), Optional.empty())) {
      return ClusterFacts.of(cluster, MANIFESTS);
    }
  }

  private static String object(String kind, String name, String metadata) {
    return Yaml.object(kind, Texts.of("name: %s, %s", name, metadata), "").text();
  }

  private static String node(String name, String labels, String spec, String ready) {
    String rest =
        """
        spec: {%s}
        status:
          capacity: {cpu: "4", memory: 8Gi}
          allocatable: {cpu: 3900m, memory: 7Gi}
          conditions: [{type: Ready, status: "%s"}]
          nodeInfo: {kubeletVersion: v1.35.1, architecture: arm64, containerRuntimeVersion: "containerd://2.1"}
        """;
    return object("v1 Node", name, "labels: {" + labels + "}") + Texts.of(rest, spec, ready);
  }

  private void has(String... objects) {
    api.has(String.join("---\n", objects));
  }

  @Test
  void nodesAreInTheOrderOfTheGuideWithWhatTheyOffer() throws IOException {
    String control = "node-role.kubernetes.io/control-plane: ''";
    String taints = "taints: [{key: a/b, effect: NoSchedule}, {key: c, effect: PreferNoSchedule}]";
    String requests = "resources: {requests: {cpu: 900m, memory: 1Gi}}";
    has(
        node("node10", "", "", "True"),
        node("node2", "", "unschedulable: true", "True"),
        node("zeus", control, taints, "True"),
        node("node1", "", "taints: [{key: gpu, value: 'yes', effect: NoExecute}]", "False"),
        object("v1 Pod", "one", "namespace: x")
            + Texts.of("spec: {nodeName: node10, containers: [{name: c, %s}]}\n", requests));
    var facts = look();
    assertThat(facts.nodes())
        .extracting(NodeFacts::name)
        .containsExactly("zeus", "node1", "node2", "node10");
    var zeus = facts.nodes().get(0);
    assertThat(zeus.controlPlane()).isTrue();
    assertThat(zeus.taints()).containsExactly("a/b:NoSchedule");
    assertThat(facts.nodes().get(1).taints()).containsExactly("gpu=yes:NoExecute");
    assertThat(facts.nodes()).extracting(NodeFacts::ready).containsExactly(true, false, true, true);
    assertThat(facts.workers()).extracting(NodeFacts::name).containsExactly("node10");
    var worker = facts.workers().get(0);
    assertThat(List.of(worker.kubelet(), worker.architecture(), worker.runtime()))
        .containsExactly("v1.35.1", "arm64", "containerd://2.1");
    assertThat(worker.cpus()).isEqualTo(4);
    assertThat(worker.memory()).isEqualTo(8L << 30);
    assertThat(worker.room().orElseThrow().freeMilliCpu()).isEqualTo(3000);
  }

  @Test
  void whatTheGuideNeedsAndWhoseItIsIsFound() throws IOException {
    String helm =
        ", annotations: {meta.helm.sh/release-name: stack, meta.helm.sh/release-namespace: obs}";
    has(
        object("apps/v1 DaemonSet", "kube-flannel-ds", "namespace: f"),
        object("apps/v1 Deployment", "stack-grafana", "namespace: obs" + helm),
        object("apps/v1 Deployment", "metrics-server", "namespace: kube-system, " + OURS),
        object("apps/v1 Deployment", "shop", "namespace: obs"),
        object("v1 Pod", "spark-of-bob", "namespace: default") + "spec: {containers: []}\n",
        object("v1 Namespace", "kube-system", "uid: uid-of-kube-system"),
        object("v1 Namespace", "monitoring", "uid: x" + helm),
        object(
            "v1 Namespace", "default", "labels: {pod-security.kubernetes.io/enforce: restricted}"),
        object("admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration", "gate", ""),
        object("v1 ResourceQuota", "small", "namespace: default"));
    var facts = look();
    assertThat(facts.network()).isEqualTo("Flannel");
    assertThat(facts.uid()).isEqualTo("uid-of-kube-system");
    assertThat(facts.podSecurity()).containsExactly("default: restricted");
    assertThat(facts.policies()).containsExactly("ValidatingWebhookConfiguration gate");
    assertThat(facts.limits()).containsExactly("ResourceQuota small");
    assertThat(facts.programs())
        .containsExactly(
            "the deployment 'stack-grafana' in 'obs': of the Helm release 'stack' in 'obs'",
            "the deployment 'metrics-server' in 'kube-system': of this training",
            "the pod 'spark-of-bob' in 'default': nothing says who owns it");
    assertThat(facts.found())
        .extracting(
            ClusterFacts.Found::what, ClusterFacts.Found::ours, ClusterFacts.Found::features)
        .containsExactlyInAnyOrder(
            tuple("the namespace 'monitoring'", false, List.of("02-monitoring")),
            tuple(
                "the deployment 'metrics-server' in 'kube-system'",
                true,
                List.of("02-dashboard", "06-autoscaling")));
    assertThat(facts.rules()).isEqualTo("everything");
    assertThat(facts.missing()).isEmpty();
    assertThat(facts.unread()).isEmpty();
  }

  @Test
  void permissionsAreAskedForWithTheirGroupAndPart() throws IOException {
    look();
    assertThat(api.sent())
        .filteredOn(each -> each.contains("pods") && each.contains("eviction"))
        .singleElement()
        .asString()
        .contains("\"resource\":\"pods\"", "\"subresource\":\"eviction\"", "\"verb\":\"create\"");
    assertThat(api.sent())
        .filteredOn(each -> each.contains("daemonsets"))
        .singleElement()
        .asString()
        .contains("\"group\":\"apps\"", "\"namespace\":\"default\"");
  }

  @Test
  void aStandardThatTheApiServerSetsForAllNamespacesIsFoundByTryingAPod() throws IOException {
    api.answer(
        PaperApi.TRIED,
        403,
        """
        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 403, "message":
         "pods \\"look-a\\" is forbidden: violates PodSecurity \\"restricted:latest\\": runAsNonRoot"}
        """);

    assertThat(look().podSecurity()).containsExactly("default: restricted");
  }

  @Test
  void whatTheAccountMayNotReadIsSaidAndFailsNothing() throws IOException {
    Stream.of(
            "/api/v1/nodes",
            "/api/v1/pods",
            "/api/v1/namespaces",
            "/api/v1/namespaces/kube-system",
            "/apis/apps/v1/daemonsets")
        .forEach(path -> api.refuse("GET " + path, 403));
    api.refuse("GET /apis/apps/v1/deployments", 503)
        .answer("GET /apis/apps/v1/statefulsets", 200, "no JSON")
        .refuse("GET /apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies", 404)
        .answer(PaperApi.ACCESS, 201, "{\"status\": {\"allowed\": false}}")
        .refuse("POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews", 403);
    var facts = look();
    assertThat(facts.unread())
        .containsEntry("nodes", "status 403")
        .containsEntry("daemonsets", "status 403")
        .containsEntry("deployments", "status 503")
        .containsKeys("statefulsets", "namespaces", "pods in all namespaces", "rules in default")
        .doesNotContainKey("admission policies");
    assertThat(facts.nodes()).isEmpty();
    assertThat(facts.uid()).isEqualTo("not readable");
    assertThat(facts.network()).isEqualTo("unknown");
    assertThat(facts.rules()).isEqualTo("not readable");
    assertThat(facts.missing())
        .extracting(Right::toString)
        .contains("create pods in default", "patch nodes");
  }
}
