package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
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

  @Test
  void dnsIsAskedOftenWhetherItIsReadyAndHasTheTagThatIsThere() {
    var config =
        Serialization.unmarshal(
            "data: {Corefile: \".:53 {\\n    forward . x\\n}\\n\"}", ConfigMap.class);
    var deployment =
        Serialization.unmarshal(
            """
            spec:
              template:
                spec:
                  containers:
                  - {image: "registry.k8s.io/coredns/coredns:v1.14.2", readinessProbe: {}}
            """,
            Deployment.class);
    ClusterDns.adapt(List.<HasMetadata>of(config, deployment), Lab.spec(false));
    assertThat(config.getData().get("Corefile")).doesNotContain("forward");
    var container = deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    assertThat(container.getImage()).isEqualTo("registry.k8s.io/coredns/coredns:v1.14.7");
    assertThat(container.getReadinessProbe().getPeriodSeconds()).isEqualTo(1);
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
      assertThatThrownBy(() -> ContainerRuntime.apply(context)).hasMessageContaining(words);
    }
  }
}
