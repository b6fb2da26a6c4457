package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Instant;
import java.time.ZonedDateTime;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(https = false, crud = true)
final class CpuProbeTest {
  private static final String CGROUPS = "tmpfs\n/sys/fs/cgroup/cpuset/kubepods\n";
  KubernetesClient client;
  KubernetesMockServer server;
  private final AnsweringShell node1 = new AnsweringShell("node1");
  private final AnsweringShell node4 =
      new AnsweringShell("node4").answering("stat --file-system", CGROUPS);

  @Test
  void threeWitnessesThatAgreeAreBelieved() {
    String uid = pod("podpi", "Guaranteed", true);
    pod("neighbour", "Burstable", true);
    // In the order of the names of the pods: neighbour, podpi.
    machine("0-1", state("0", "1", uid), "0|0", "1|1");
    node1.answering("exec", "Cpus_allowed_list:\t1\n");

    var seen = probe().witnesses("podpi", "node4");

    assertThat(seen.agreeOnOwn(1)).as(seen.toString()).isTrue();
    assertThat(seen.agreeOnOwn(2)).isFalse();
    assertThat(seen.shares(CpuSet.parse("1"))).as("it has them alone").isFalse();
    assertThat(seen.node().left()).isEqualTo(CpuSet.parse("0"));
    assertThat(seen.node().sharing()).extracting(ContainerCpus::pod).containsExactly("neighbour");
    assertThat(seen.node().whole()).isFalse();
    assertThat(seen)
        .hasToString(
            "Guaranteed; inside the container: 1; its cgroup: 1; the kubelet's record: 1; of all CPUs 0-1");
  }

  @Test
  void eachWitnessCanContradict() {
    String uid = pod("podpi", "Guaranteed", true);
    node1.answering("exec", "Cpus_allowed_list:\t1\n");

    machine("0-1", state("0", "1", uid), "1|1");
    assertThat(probe().witnesses("podpi", "node4").agreeOnOwn(1)).as("all agree").isTrue();

    machine("0-1", state("0", "1", uid), "0-1|1");
    assertThat(probe().witnesses("podpi", "node4").agreeOnOwn(1)).as("the cgroup").isFalse();
    machine("0-1", state("0", "1", uid), "1|0-1 1");
    assertThat(probe().witnesses("podpi", "node4").agreeOnOwn(1)).as("a process").isFalse();
    machine("0-1", state("1", "0", uid), "1|1");
    assertThat(probe().witnesses("podpi", "node4").agreeOnOwn(1)).as("the record").isFalse();
    machine("0-1", state("0-1", "1", uid), "1|1");
    assertThat(probe().witnesses("podpi", "node4").agreeOnOwn(1)).as("shared, too").isFalse();
    machine("0", state("0", "1", uid), "1|1");
    assertThat(probe().witnesses("podpi", "node4").agreeOnOwn(1)).as("no such CPU").isFalse();
  }

  @Test
  void aProcessMayConfineItselfWithinItsContainer() {
    String uid = pod("podpi", "Guaranteed", true);
    node1.answering("exec", "Cpus_allowed_list:\t1-2\n");
    machine("0-2", state("0", "1-2", uid), "1-2|1-2 1");

    assertThat(probe().witnesses("podpi", "node4").agreeOnOwn(2)).isTrue();
  }

  @Test
  void whatRunsBesideTheContainersOfAPodCounts() {
    String uid = pod("podpi", "Guaranteed", true);
    client
        .pods()
        .inNamespace("default")
        .withName("podpi")
        .edit(
            pod ->
                new PodBuilder(pod)
                    .editStatus()
                    .addToInitContainerStatuses(running("sidecar"))
                    .addToEphemeralContainerStatuses(running("debugger"))
                    .endStatus()
                    .build());
    machine("0-1", state("0", "1", uid), "1|1", "0|0", "0-1|0-1");

    var seen = probe().of("node4");

    assertThat(seen.containers())
        .extracting(ContainerCpus::container)
        .containsExactly("c", "sidecar", "debugger");
    assertThat(seen.sharing())
        .filteredOn(each -> !each.mayUseExactly(seen.left()))
        .extracting(ContainerCpus::container)
        .containsExactly("debugger");
    node1.answering("exec", "Cpus_allowed_list:\t1\n");
    assertThatThrownBy(() -> probe().witnesses("podpi", "node4"))
        .hasMessageContaining(
            "one running container of pod podpi on node4 is not there; seen: 2 of them");
  }

  @Test
  void withoutARecordAPodSharesWhatIsLeft() {
    pod("podpi", "Guaranteed", true);
    node1.answering("exec", "Cpus_allowed_list:\t0-1\n");
    machine("0-1", "{\"policyName\":\"none\",\"defaultCpuSet\":\"\",\"checksum\":1}", "0-1|0-1");

    var seen = probe().witnesses("podpi", "node4");

    assertThat(seen.agreeOnOwn(2)).isFalse();
    assertThat(seen.shares(seen.node().online())).isTrue();
    assertThat(seen.shares(CpuSet.parse("0"))).isFalse();
    assertThat(seen.node().whole()).isTrue();
  }

  @Test
  void aContainerThatEndedInTheMeantimeMayUseNothing() {
    String uid = pod("podpi", "Guaranteed", true);
    pod("ended", "Burstable", false);
    machine("0-1", state("0", "1", uid), "|");

    var seen = probe().of("node4");

    assertThat(seen.containers()).hasSize(1);
    assertThat(seen.of("podpi").get(0).mayUseExactly(CpuSet.NONE)).isFalse();
    assertThat(seen.of("podpi").get(0).file())
        .isEqualTo(Texts.of("/sys/fs/cgroup/cpuset/kubepods/pod%s/id-podpi/cpuset.cpus", uid));
  }

  @Test
  void aPodThatDoesNotRunHasNoWitnesses() {
    String uid = pod("podpi", "Guaranteed", false);
    machine("0-1", state("0", "1", uid));
    node1.answering("exec", "Cpus_allowed_list:\t0-1\n");

    assertThatThrownBy(() -> probe().witnesses("podpi", "node4"))
        .hasMessageContaining(
            "one running container of pod podpi on node4 is not there; seen: 0 of them");
  }

  @Test
  void aKubeletIsSeenFromTheMachineAndFromTheApiServer() {
    node("node4");
    lease("node4", "2026-11-23T13:29:23.570705Z");
    node4.answering("healthz", "eade43\nok");

    var seen = new KubeletProbe(client, any -> node4).pulse("node4");

    assertThat(seen)
        .isEqualTo(
            new KubeletPulse(
                "node4",
                true,
                "eade43",
                true,
                true,
                Instant.parse("2026-11-23T13:29:23.570705Z"),
                Instant.parse("2026-11-23T13:29:23Z")));
    node4.answering("healthz", "eade43\n");
    assertThat(new KubeletProbe(client, any -> node4).pulse("node4").answers()).isFalse();
  }

  @Test
  void theBudgetIsWhatTheKubeletSaysOfWhatTheMachineHas() {
    node("node4");
    server
        .expect()
        .get()
        .withPath("/api/v1/nodes/node4/proxy/configz")
        .andReturn(
            200,
            """
            {"kubeletconfig":{"cpuManagerPolicy":"static","systemReserved":{"cpu":"6"},
            "kubeReserved":{"cpu":"400m"}}}
            """)
        .always();

    assertThat(new KubeletProbe(client, any -> node4).budget("node4"))
        .isEqualTo(new CpuBudget("node4", 8000, 6000, 400));
  }

  @Test
  void aKubeletThatCannotBeAskedIsSeenAsSuch() {
    server
        .expect()
        .get()
        .withPath("/api/v1/nodes/node4/proxy/configz")
        .andReturn(403, "who are you?")
        .once();
    server
        .expect()
        .get()
        .withPath("/api/v1/nodes/node4/proxy/configz")
        .andReturn(200, "{\"kubeletconfig\":{\"cpuManagerPolicy\":\"none\"}}")
        .once();
    var kubelets = new KubeletProbe(client, any -> node4);

    assertThat(kubelets.policy("node4")).startsWith("no answer from the kubelet: ");
    assertThat(kubelets.policy("node4")).isEqualTo("none");
  }

  private static ContainerStatus running(String name) {
    return new ContainerStatusBuilder()
        .withName(name)
        .withContainerID("containerd://id-" + name)
        .withNewState()
        .withNewRunning()
        .endRunning()
        .endState()
        .build();
  }

  private CpuProbe probe() {
    return new CpuProbe(client, name -> name.equals("node1") ? node1 : node4);
  }

  private void machine(String online, String state, String... containers) {
    node4.answering(
        "cpu/online", online + "\n" + state + "\n\n" + String.join("\n", containers) + "\n");
  }

  private static String state(String shared, String own, String uid) {
    return Texts.of(
        "{\"policyName\":\"static\",\"defaultCpuSet\":\"%s\",\"entries\":{\"%s\":{\"c\":\"%s\"}},\"checksum\":1}",
        shared, uid, own);
  }

  /** Its uid, which the server chooses. */
  private String pod(String name, String qosClass, boolean runs) {
    var state = new ContainerStateBuilder();
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace("default")
            .endMetadata()
            .withNewSpec()
            .withNodeName("node4")
            .endSpec()
            .withNewStatus()
            .withQosClass(qosClass)
            .addNewContainerStatus()
            .withName("c")
            .withContainerID("containerd://id-" + name)
            .withState(
                runs
                    ? state.withNewRunning().endRunning().build()
                    : state.withNewTerminated().withExitCode(0).endTerminated().build())
            .endContainerStatus()
            .endStatus()
            .build();
    return client.pods().resource(pod).create().getMetadata().getUid();
  }

  private void node(String name) {
    var node =
        new NodeBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withUnschedulable(true)
            .endSpec()
            .withNewStatus()
            .addToCapacity("cpu", new Quantity("8"))
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .withLastHeartbeatTime("2026-11-23T13:29:23Z")
            .endCondition()
            .endStatus()
            .build();
    client.nodes().resource(node).create();
  }

  private void lease(String name, String renewed) {
    var lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace("kube-node-lease")
            .endMetadata()
            .withNewSpec()
            .withRenewTime(ZonedDateTime.parse(renewed))
            .endSpec()
            .build();
    client.leases().inNamespace("kube-node-lease").resource(lease).create();
  }
}
