package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import kubetraining.probe.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BootstrapPhasesTest {
  private final Lab lab = new Lab();

  @Test
  void aHostThatIsTooSmallIsNamed() {
    lab.shell2.answering("CapBnd", 0, Lab.FACTS.replace("24684084", "524288"));

    try (var context = lab.context()) {
      assertThatThrownBy(() -> HostPrerequisites.apply(context))
          .hasMessageContaining("node2 has 2 CPUs and 512 MiB of memory");
    }
  }

  @Test
  void initKeepsItsFileFromOthers() {
    try (var context = lab.context()) {
      Kubeadm.init(context);
      assertThat(lab.shell1.file("/etc/kubernetes/training-init.yaml"))
          .startsWith("0600\n")
          .contains(context.token());
      assertThat(lab.shell1.file(KubeadmConfig.AUDIT_FILE))
          .startsWith("0600\n")
          .contains("kind: Policy");
      assertThat(lab.shell1.commands("kubeadm init"))
          .singleElement()
          .asString()
          .doesNotContain(context.token());
    }
  }

  @Test
  void aHostIsReadAsFarAsKubernetesMustAdaptToIt() {
    assertThat(HostFacts.parse(Lab.FACTS)).isEqualTo(new HostFacts(1, false, 2, 24684084, true));
    var ordinary =
        "cgroup=cgroup2fs\ncapabilities=000001ffffffffff\ncpus=2\nmemory=4005432\nloopback=0\n";
    assertThat(HostFacts.parse(ordinary)).isEqualTo(new HostFacts(2, true, 2, 4005432, false));
    assertThatThrownBy(() -> HostFacts.parse("cgroup=tmpfs\ncpus=two\n"))
        .hasMessageContainingAll("cannot read the facts of the machine", "cpus=two");
  }

  @ParameterizedTest
  @CsvSource({
    "True, node-role.kubernetes.io/control-plane, Ready",
    "False, node.kubernetes.io/not-ready, not Ready: what the kubelet says",
    "True, node.kubernetes.io/not-ready, 'Ready, but still with the taint node.kubernetes.io/not-ready'",
    "True, node.kubernetes.io/unschedulable, Ready"
  })
  void aNodeIsReadyWhenPodsMayBePlacedOnIt(String ready, String taint, String state) {
    var node =
        Yaml.of(
            """
            spec: {taints: [{key: %s}]}
            status: {conditions: [{type: Ready, status: "%s", message: what the kubelet says}]}
            """,
            taint, ready);

    assertThat(NodesReady.state(node.as(Node.class))).isEqualTo(state);
  }

  /** Nothing can be downloaded here, so such an image is incomplete. */
  @ParameterizedTest
  @CsvSource({
    "command -v, 1, '', node2 is not fit for Kubernetes",
    "kubeadm version, 0, v1.35.0, 'kubeadm on node2 is v1.35.0, expected v1.36.3'"
  })
  void anImageWithoutRuntimeOrWithAnotherVersionIsRefused(
      String command, int exitCode, String answer, String words) {
    for (var shell : List.of(lab.shell1, lab.shell2)) {
      shell
          .answering("kubeadm version", 0, "v1.36.3\n")
          .answering("is-active containerd", 0, "active\n");
    }
    lab.shell2.answering(command, exitCode, answer);
    try (var context = lab.context()) {
      assertThatThrownBy(() -> HostPrerequisites.runtime(context)).hasMessageContaining(words);
    }
  }
}
