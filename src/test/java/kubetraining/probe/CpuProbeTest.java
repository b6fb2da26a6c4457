package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Instant;
import kubetraining.cluster.RecordingShell;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnableKubernetesMockClient(https = false, crud = true)
final class CpuProbeTest {
  private static final String CONFIG = "/api/v1/nodes/node4/proxy/configz";
  private static final String RUNS = "state: {running: {}}";
  KubernetesClient client;
  KubernetesMockServer server;
  private final RecordingShell node1 = new RecordingShell("node1");
  private final RecordingShell node4 =
      new RecordingShell("node4")
          .answering("stat --file-system", 0, "tmpfs\n/sys/fs/cgroup/cpuset/kubepods\n");

  @Test
  void threeWitnessesThatAgreeAreBelieved() {
    String uid = pod("podpi", "Guaranteed", RUNS);
    pod("neighbour", "Burstable", RUNS);
    // In the order of the names of the pods: neighbour, podpi.
    machine("0-1", state("0", "1", uid), "0|0", "1|1");

    var seen = witnesses("1");

    assertThat(seen.agreeOnOwn(1)).as(seen.toString()).isTrue();
    assertThat(seen.agreeOnOwn(2)).isFalse();
    assertThat(seen.shares(CpuSet.parse("1"))).as("it has them alone").isFalse();
    assertThat(seen.node().left()).isEqualTo(CpuSet.parse("0"));
    assertThat(seen.node().sharing())
        .extracting(NodeCpus.Container::pod)
        .containsExactly("neighbour");
    assertThat(seen.node().whole()).isFalse();
    assertThat(seen)
        .hasToString(
            "Guaranteed; inside the container: 1; its cgroup: 1; the kubelet's state file: 1; all CPUs: 0-1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "all agree,         1,   0-1, 0,   1,   1|1,       true",
    "the cgroup,        1,   0-1, 0,   1,   0-1|1,     false",
    "a process,         1,   0-1, 0,   1,   1|0-1 1,   false",
    "the record,        1,   0-1, 1,   0,   1|1,       false",
    "shared too,        1,   0-1, 0-1, 1,   1|1,       false",
    "no such CPU,       1,   0,   0,   1,   1|1,       false",
    "it confines itself, 1-2, 0-2, 0,   1-2, 1-2|1-2 1, true"
  })
  void eachWitnessCanContradict(
      String what,
      String inside,
      String online,
      String shared,
      String own,
      String container,
      boolean agree) {
    String uid = pod("podpi", "Guaranteed", RUNS);
    machine(online, state(shared, own, uid), container);

    assertThat(witnesses(inside).agreeOnOwn(CpuSet.parse(own).size())).isEqualTo(agree);
  }

  @Test
  void whatRunsBesideTheContainersOfAPodCounts() {
    String uid =
        pod(
            "podpi",
            "Guaranteed",
            """
            state: {running: {}}
              initContainerStatuses:
              - {name: sidecar, containerID: "containerd://s", state: {running: {}}}
              ephemeralContainerStatuses:
              - {name: debugger, containerID: "containerd://d", state: {running: {}}}
            """);
    machine("0-1", state("0", "1", uid), "1|1", "0|0", "0-1|0-1");

    var seen = probe().of("node4");

    assertThat(seen.containers())
        .extracting(NodeCpus.Container::container)
        .containsExactly("c", "sidecar", "debugger");
    assertThat(seen.sharing())
        .filteredOn(each -> !each.mayUseExactly(seen.left()))
        .extracting(NodeCpus.Container::container)
        .containsExactly("debugger");
    assertThatThrownBy(() -> witnesses("1"))
        .hasMessageContaining(
            "expected one running container of pod podpi on node4; seen: 2 of them");
  }

  @Test
  void withoutARecordAPodSharesWhatIsLeft() {
    pod("podpi", "Guaranteed", RUNS);
    machine("0-1", "{\"policyName\":\"none\",\"defaultCpuSet\":\"\",\"checksum\":1}", "0-1|0-1");

    var seen = witnesses("0-1");

    assertThat(seen.agreeOnOwn(2)).isFalse();
    assertThat(seen.shares(seen.node().online())).isTrue();
    assertThat(seen.shares(CpuSet.parse("0"))).isFalse();
    assertThat(seen.node().whole()).isTrue();
  }

  @Test
  void aContainerThatEndedInTheMeantimeMayUseNothing() {
    String uid = pod("podpi", "Guaranteed", RUNS);
    pod("ended", "Burstable", "state: {terminated: {exitCode: 0}}");
    machine("0-1", state("0", "1", uid), "|");

    assertThat(probe().of("node4").containers())
        .singleElement()
        .satisfies(seen -> assertThat(seen.mayUseExactly(CpuSet.NONE)).isFalse())
        .returns(
            Texts.of("/sys/fs/cgroup/cpuset/kubepods/pod%s/id-podpi/cpuset.cpus", uid),
            NodeCpus.Container::file);
  }

  @Test
  void aPodThatDoesNotRunHasNoWitnesses() {
    String uid = pod("podpi", "Guaranteed", "state: {terminated: {exitCode: 0}}");
    machine("0-1", state("0", "1", uid));

    assertThatThrownBy(() -> witnesses("0-1"))
        .hasMessageContaining(
            "expected one running container of pod podpi on node4; seen: 0 of them");
  }

  @Test
  void aKubeletIsSeenFromTheMachineAndFromTheApiServer() {
    node4();
    Yaml.of(
            """
        apiVersion: coordination.k8s.io/v1
        kind: Lease
        metadata: {name: node4, namespace: kube-node-lease}
        spec: {renewTime: "2026-11-23T13:29:23.570705Z"}
        """)
        .in(client);
    node4.answering("healthz", 0, "eade43\nok");

    assertThat(kubelets().pulse("node4"))
        .isEqualTo(
            new KubeletProbe.Pulse(
                "node4",
                true,
                "eade43",
                true,
                true,
                Instant.parse("2026-11-23T13:29:23.570705Z"),
                Instant.parse("2026-11-23T13:29:23Z")));
    node4.answering("healthz", 0, "eade43\n");
    assertThat(kubelets().pulse("node4").answers()).isFalse();
  }

  @Test
  void theBudgetIsWhatTheKubeletSaysOfWhatTheMachineHas() {
    node4();
    String config =
        """
        {"kubeletconfig":{"cpuManagerPolicy":"static","systemReserved":{"cpu":"6"},
        "kubeReserved":{"cpu":"400m"}}}
        """;
    server.expect().get().withPath(CONFIG).andReturn(200, config).always();

    assertThat(kubelets().budget("node4"))
        .isEqualTo(new KubeletProbe.Budget("node4", 8000, 6000, 400));
  }

  @Test
  void aKubeletThatCannotBeAskedIsSeenAsSuch() {
    String none = "{\"kubeletconfig\":{\"cpuManagerPolicy\":\"none\"}}";
    server.expect().get().withPath(CONFIG).andReturn(403, "who are you?").once();
    server.expect().get().withPath(CONFIG).andReturn(200, none).once();

    assertThat(kubelets().policy("node4")).startsWith("no answer from the kubelet: ");
    assertThat(kubelets().policy("node4")).isEqualTo("none");
  }

  private CpuProbe.Witnesses witnesses(String inside) {
    node1.answering("exec", 0, Texts.of("Cpus_allowed_list:\t%s\n", inside));
    return probe().witnesses("podpi", "node4");
  }

  private CpuProbe probe() {
    return new CpuProbe(client, name -> name.equals("node1") ? node1 : node4);
  }

  private KubeletProbe kubelets() {
    return new KubeletProbe(client, any -> node4);
  }

  private void machine(String online, String state, String... containers) {
    node4.answering(
        "cpu/online", 0, online + "\n" + state + "\n\n" + String.join("\n", containers) + "\n");
  }

  private static String state(String shared, String own, String uid) {
    return Texts.of(
        "{\"policyName\":\"static\",\"defaultCpuSet\":\"%s\",\"entries\":{\"%s\":{\"c\":\"%s\"}},\"checksum\":1}",
        shared, uid, own);
  }

  /** Its uid, which the server chooses. */
  private String pod(String name, String qosClass, String container) {
    return Yaml.of(
            """
        apiVersion: v1
        kind: Pod
        metadata: {name: %1$s, namespace: default}
        spec: {nodeName: node4}
        status:
          qosClass: %2$s
          containerStatuses:
          - name: c
            containerID: containerd://id-%1$s
            %3$s
        """,
            name, qosClass, container)
        .in(client);
  }

  private void node4() {
    Yaml.of(
            """
        apiVersion: v1
        kind: Node
        metadata: {name: node4}
        spec: {unschedulable: true}
        status:
          capacity: {cpu: "8"}
          conditions: [{type: Ready, status: "True", lastHeartbeatTime: "2026-11-23T13:29:23Z"}]
        """)
        .in(client);
  }
}
