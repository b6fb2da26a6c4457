package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterBootstrapTest {
  @TempDir Path folder;
  private final Lab lab = new Lab();

  private ClusterBootstrap bootstrap() {
    return new ClusterBootstrap(Lab.spec(false), folder, lab.waits, Progress.SILENT);
  }

  @Test
  void aFailedPhaseIsNamedAndTheMachinesAreAskedWhatTheyHaveToSay() {
    lab.shell1
        .answering("kubeadm version", 0, "v1.36.3\n")
        .answering("is-active containerd", 0, "active");
    lab.shell2.answering("kubeadm version", 0, "v1.30.0\n");
    lab.shell2.answering("journalctl", 0, "kubelet's last words\n");

    assertThatThrownBy(() -> bootstrap().run(lab.machines(), lab::shell))
        .isInstanceOf(BootstrapFailedException.class)
        .hasMessageContaining("phase 'container runtime' failed: kubeadm on node2 is v1.30.0")
        .hasMessageContaining(folder.resolve("bootstrap-failure.txt").toString());
    assertThat(folder.resolve("bootstrap-failure.txt"))
        .content()
        .contains("===== node2", "kubelet's last words");
    assertThat(lab.shell1.closed()).isTrue();
  }

  @Test
  void aMachineThatLetsNobodyInStopsTheRunAndTheOthersAreLetGo() {
    assertThatThrownBy(
            () ->
                bootstrap()
                    .run(
                        lab.machines(),
                        machine -> {
                          if (machine.equals(lab.node2)) {
                            throw new IllegalStateException("node2 does not answer");
                          }
                          return lab.shell(machine);
                        }))
        .hasMessage("node2 does not answer");
    assertThat(lab.shell1.closed()).isTrue();
  }

  @Test
  void takesTheTagsOfImagesThatAreThere() {
    var images =
        List.of(
            "registry.k8s.io/coredns/coredns:v1.14.7",
            "registry.k8s.io/etcd:3.6.8-0",
            "registry.k8s.io/pause:3.10.2",
            "example.org/etcd:1");
    assertThat(ClusterSpec.tagsOf(images))
        .isEqualTo(Map.of("coredns", "v1.14.7", "etcd", "3.6.8-0"));
  }
}
