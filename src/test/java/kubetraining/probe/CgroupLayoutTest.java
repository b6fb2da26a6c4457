package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

final class CgroupLayoutTest {
  private static final String POD = "1a1bbff8-4c20-4f0d-9565-211c46dad363";
  private static final String ID =
      "449307299bb9f67f3120c66f964b2f939b0c359084a43040176fe9073f97d45e";
  private static final String CONTAINER = "containerd://" + ID;

  @Test
  void theLayoutIsFoundFromWhatTheMachineShows() {
    assertThat(CgroupLayout.parse("tmpfs\n/sys/fs/cgroup/cpuset/kubepods\n"))
        .isEqualTo(new CgroupLayout(1, false))
        .hasToString("cgroup version 1, laid out by the kubelet");
    assertThat(CgroupLayout.parse("tmpfs\n/sys/fs/cgroup/cpuset/kubepods.slice\n"))
        .isEqualTo(new CgroupLayout(1, true));
    assertThat(CgroupLayout.parse("cgroup2fs\n/sys/fs/cgroup/kubepods.slice\n"))
        .isEqualTo(new CgroupLayout(2, true))
        .hasToString("cgroup version 2, laid out by systemd");
    assertThat(CgroupLayout.parse("cgroup2fs\n/sys/fs/cgroup/kubepods\n"))
        .isEqualTo(new CgroupLayout(2, false));
  }

  @Test
  void aMachineWithoutKubernetesIsNamedAsSuch() {
    assertThatThrownBy(() -> CgroupLayout.parse("cgroup2fs\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no cgroup of Kubernetes in /sys/fs/cgroup/, cgroup version 2; seen: cgroup2fs");
  }

  @Test
  void version1LaidOutByTheKubelet() {
    var layout = new CgroupLayout(1, false);

    assertThat(layout.file()).isEqualTo("cpuset.cpus");
    assertThat(layout.folder("Guaranteed", POD, CONTAINER))
        .isEqualTo(Texts.of("/sys/fs/cgroup/cpuset/kubepods/pod%s/%s", POD, ID));
    assertThat(layout.folder("Burstable", POD, CONTAINER))
        .isEqualTo(Texts.of("/sys/fs/cgroup/cpuset/kubepods/burstable/pod%s/%s", POD, ID));
    assertThat(layout.folder("BestEffort", POD, CONTAINER))
        .isEqualTo(Texts.of("/sys/fs/cgroup/cpuset/kubepods/besteffort/pod%s/%s", POD, ID));
  }

  @Test
  void version1LaidOutBySystemd() {
    var layout = new CgroupLayout(1, true);

    assertThat(layout.file()).isEqualTo("cpuset.cpus");
    assertThat(layout.folder("Guaranteed", POD, CONTAINER))
        .isEqualTo(
            Texts.of(
                "/sys/fs/cgroup/cpuset/kubepods.slice/kubepods-pod1a1bbff8_4c20_4f0d_9565_211c46dad363.slice/cri-containerd-%s.scope",
                ID));
  }

  @Test
  void version2LaidOutBySystemd() {
    var layout = new CgroupLayout(2, true);

    assertThat(layout.file()).isEqualTo("cpuset.cpus.effective");
    assertThat(layout.folder("Guaranteed", POD, CONTAINER))
        .isEqualTo(
            Texts.of(
                "/sys/fs/cgroup/kubepods.slice/kubepods-pod1a1bbff8_4c20_4f0d_9565_211c46dad363.slice/cri-containerd-%s.scope",
                ID));
    assertThat(layout.folder("Burstable", POD, CONTAINER))
        .isEqualTo(
            Texts.of(
                "/sys/fs/cgroup/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1a1bbff8_4c20_4f0d_9565_211c46dad363.slice/cri-containerd-%s.scope",
                ID));
  }

  @Test
  void eachRuntimeHasItsOwnPrefix() {
    var layout = new CgroupLayout(2, true);

    assertThat(layout.folder("Guaranteed", POD, "cri-o://abc")).endsWith("/crio-abc.scope");
    assertThat(layout.folder("Guaranteed", POD, "docker://abc")).endsWith("/docker-abc.scope");
  }
}
