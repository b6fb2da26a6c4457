package kubetraining.probe;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the list of a cluster takes in, and which changes it does not mistake for somebody's. */
@EnableKubernetesMockClient(https = false, crud = true)
final class TracesProbeTest {
  private static final Set<String> CLUSTER_WIDE = Set.of("Node", "CertificateSigningRequest");
  KubernetesMockServer server;
  KubernetesClient client;
  private final TracesProbe probe = new TracesProbe(() -> client);
  private String dns = "";

  @BeforeEach
  void serveKinds() {
    var groups =
        List.of(
            group("apps", "v1"),
            group("coordination.k8s.io", "v1"),
            group("certificates.k8s.io", "v1"),
            group("one.example.com", "v2", "v1"),
            group("two.example.com", "v1"));
    answer("/apis", "{\"groups\": " + groups + "}");
    kinds("/api/v1", "Node", "Pod", "ConfigMap", "Secret", "Event");
    kinds("/apis/apps/v1", "Deployment", "ReplicaSet", "DaemonSet");
    kinds("/apis/coordination.k8s.io/v1", "Lease");
    kinds("/apis/certificates.k8s.io/v1", "CertificateSigningRequest");
    kinds("/apis/one.example.com/v2", "Place");
    kinds("/apis/one.example.com/v1", "Place", "Road");
    kinds("/apis/two.example.com/v1", "Place");
    dns = make("apps/v1 Deployment dns", "labels: {}", "spec: {replicas: 2}");
    makeReplicas("dns-1");
  }

  @Test
  void whatAnObjectSaysIsCompared() {
    make("v1 ConfigMap dns", "labels: {of: dns}", "data: {Corefile: old, other: it}");
    make("v1 ConfigMap gone", "labels: {}", "data: {}");
    var before = look();
    assertThat(look().since(before)).isEmpty();

    make("apps/v1 Deployment dns", "labels: {}", "spec: {replicas: 1}");
    make("v1 ConfigMap dns", "labels: {of: me}", "data: {Corefile: new}");
    client.configMaps().inNamespace("default").withName("gone").delete();

    assertThat(look().since(before))
        .isEqualTo(
            "ConfigMap default/dns: data.Corefile was old, is new, data.other is missing, was it,"
                + " label of was dns, is me; ConfigMap default/gone is missing; Deployment default/dns: spec.replicas was 2, is 1");
  }

  @Test
  void whatServerAndControllersWriteIsNot() {
    var before = look();

    make(
        "apps/v1 Deployment dns",
        "generation: 7, resourceVersion: '99',"
            + " annotations: {deployment.kubernetes.io/revision: '3',"
            + " control-plane.alpha.kubernetes.io/leader: node1}",
        "spec: {replicas: 2}\nstatus: {replicas: 1}");
    make("v1 Event e", "labels: {}", "reason: Started");

    assertThat(look().since(before)).isEmpty();
  }

  @Test
  void whatControllersMakeOfSomethingListedComesAndGoes() {
    var before = look();

    client.pods().inNamespace("default").withName("dns-1-a").delete();
    String set = makeReplicas("dns-2");

    assertThat(look().since(before)).isEmpty();
    before = look();
    make("v1 Pod dns-2-a", owned("ReplicaSet", set) + ", labels: {app: mine}", "spec: {}");
    assertThat(look().since(before)).isEqualTo("Pod default/dns-2-a: label app is new: mine");
  }

  @Test
  void anOwnerThatIsGoneOrNoMakerExplainsNothing() {
    var before = look();

    make("v1 Pod orphan", owned("ReplicaSet", "lost"), "spec: {}");
    make("v1 ConfigMap hidden", owned("Deployment", dns), "data: {}");

    assertThat(look().since(before))
        .isEqualTo("ConfigMap default/hidden is new; Pod default/orphan is new");
  }

  @Test
  void kindsOfOneNameAndThoseOfOtherVersionsAreAllSeen() {
    make("two.example.com/v1 Place a", "labels: {}", "spec: {}");
    var before = look();

    make("one.example.com/v2 Place a", "labels: {}", "spec: {}");
    make("one.example.com/v1 Road b", "labels: {}", "spec: {}");

    assertThat(look().since(before))
        .isEqualTo("Place.one.example.com default/a is new; Road.one.example.com default/b is new");
  }

  @Test
  void groupsOfTheClusterAreAskedForTheirKindsOnceAndThoseOfSomebodyEachTime() {
    int first = requestsOfLook();

    // Core, apps, and two groups of k8s.io.
    assertThat(requestsOfLook()).isEqualTo(first - 4);
  }

  @Test
  void whatWasSeenAMomentAgoIsNotAskedForAgain() {
    var seen = look();
    int before = server.getRequestCount();

    assertThat(probe.recent()).isEqualTo(seen);
    assertThat(server.getRequestCount()).isEqualTo(before);
    probe.recentAfter(System.nanoTime());
    assertThat(server.getRequestCount()).as("a look after this moment").isGreaterThan(before);
  }

  @Test
  void asLongAsSomethingStillDiffersNothingElseIsAskedFor() {
    var before = look();
    make("v1 ConfigMap extra", "labels: {}", "data: {}");
    assertThat(look().since(before)).isEqualTo("ConfigMap default/extra is new");
    int asked = server.getRequestCount();

    var now = probe.recentAfter(System.nanoTime(), before);
    assertThat(now.since(before)).isEqualTo("ConfigMap default/extra is new");
    assertThat(server.getRequestCount() - asked).as("ConfigMaps").isEqualTo(1);

    make("apps/v1 Deployment dns", "labels: {}", "spec: {replicas: 1}");
    client.configMaps().inNamespace("default").withName("extra").delete();
    assertThat(probe.recentAfter(System.nanoTime(), before).since(before))
        .as("all is looked at")
        .isEqualTo("Deployment default/dns: spec.replicas was 2, is 1");
  }

  private int requestsOfLook() {
    int before = server.getRequestCount();
    look();
    return server.getRequestCount() - before;
  }

  @Test
  void leasesAndRequestsOfSomebodyAreSeenAndThoseOfKubeletsNot() {
    String node = make("v1 Node node2", "labels: {}", "status: {}");
    var before = look();

    make(
        "coordination.k8s.io/v1 Lease node2",
        "ownerReferences: [{apiVersion: v1, kind: Node, name: node2, uid: " + node + "}]",
        "spec: {holderIdentity: one}");
    make("coordination.k8s.io/v1 Lease mine", "labels: {}", "spec: {holderIdentity: one}");
    make(
        "certificates.k8s.io/v1 CertificateSigningRequest k",
        "labels: {}",
        by("system:node:node2"));
    make(
        "certificates.k8s.io/v1 CertificateSigningRequest m", "labels: {}", by("kubernetes-admin"));
    var after = look();
    make("coordination.k8s.io/v1 Lease mine", "labels: {}", "spec: {holderIdentity: other}");

    assertThat(after.since(before))
        .isEqualTo(
            "CertificateSigningRequest.certificates.k8s.io m is new;"
                + " Lease.coordination.k8s.io default/mine is new");
    assertThat(look().since(after)).as("a lease that is renewed").isEmpty();
  }

  @Test
  void secretsAreNotShown() {
    make("v1 Secret s", "labels: {}", "data: {password: aHVudGVy}");
    var before = look();

    make("v1 Secret s", "labels: {}", "data: {password: b3RoZXI=, more: bW9yZQ==}");

    assertThat(look().since(before))
        .isEqualTo("Secret default/s: data.more is new, data.password has changed");
    assertThat(before.things().get("Secret default/s").fields().toString())
        .doesNotContain("aHVudGVy");
  }

  @Test
  void aNodeIsComparedByWhatSomebodySetAndWhatItOffers() {
    String rest = "spec: {podCIDR: 10.244.1.0/24}\nstatus: {allocatable: {cpu: '%s'}}";
    make("v1 Node node2", "annotations: {nerdalize/temp: '30'}", Texts.of(rest, 2));
    var before = look();

    make(
        "v1 Node node2",
        "annotations: {nerdalize/temp: '10'}",
        Texts.of(rest, 1)
            .replace("podCIDR", "taints: [{key: a, effect: NoExecute, timeAdded: now}], podCIDR"));

    assertThat(look().since(before))
        .isEqualTo(
            "Node node2: CPUs on offer was 2, is 1,"
                + " annotation nerdalize/temp was 30, is 10,"
                + " spec.taints[a].effect is new: NoExecute, and 1 more fields");
  }

  @CanIgnoreReturnValue
  private String makeReplicas(String name) {
    String set = make("apps/v1 ReplicaSet " + name, owned("Deployment", dns), "spec: {}");
    make("v1 Pod " + name + "-a", owned("ReplicaSet", set), "spec: {}");
    return set;
  }

  private ClusterTraces look() {
    return probe.look();
  }

  private static String owned(String kind, String owner) {
    return Texts.of(
        "ownerReferences: [{apiVersion: v1, kind: %s, name: its, uid: %s, controller: true}]",
        kind, owner);
  }

  private static String by(String user) {
    return Texts.of("spec: {username: '%s'}", user);
  }

  /** Makes it anew; what it is called by the server is answered. */
  private String make(String versionKindAndName, String metadata, String rest) {
    String[] what = versionKindAndName.split(" ");
    String place = CLUSTER_WIDE.contains(what[1]) ? "" : "namespace: default, ";
    String whole = Texts.of("%sname: %s, %s", place, what[2], metadata);
    var object = Yaml.object(versionKindAndName, whole, rest).as(GenericKubernetesResource.class);
    var resource = client.resource(object);
    if (resource.get() != null) {
      resource.delete();
    }
    return resource.create().getMetadata().getUid();
  }

  private static String group(String name, String... versions) {
    String version = "{\"groupVersion\": \"%1$s/%2$s\", \"version\": \"%2$s\"}";
    return Texts.of(
        "{\"name\": \"%s\", \"versions\": [%s], \"preferredVersion\": %s}",
        name,
        Stream.of(versions).map(each -> Texts.of(version, name, each)).collect(joining(",")),
        Texts.of(version, name, versions[0]));
  }

  private void kinds(String path, String... kinds) {
    String kind =
        "{\"name\": \"%ss\", \"kind\": \"%s\", \"namespaced\": true, \"verbs\": [\"list\"]}";
    answer(
        path,
        Stream.of(kinds)
            .map(each -> Texts.of(kind, each.toLowerCase(Locale.ROOT), each))
            .collect(joining(",", "{\"resources\": [", "]}")));
  }

  private void answer(String path, String answer) {
    server.expect().get().withPath(path).andReturn(200, answer).always();
  }
}
