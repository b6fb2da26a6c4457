package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CgroupLayoutTest {
  @ParameterizedTest
  @CsvSource({
    "tmpfs, cpuset/kubepods, cgroup version 1, the kubelet, cpuset.cpus",
    "tmpfs, cpuset/kubepods.slice, cgroup version 1, systemd, cpuset.cpus",
    "cgroup2fs, kubepods.slice, cgroup version 2, systemd, cpuset.cpus.effective",
    "cgroup2fs, kubepods, cgroup version 2, the kubelet, cpuset.cpus.effective"
  })
  void theLayoutIsFoundFromWhatTheMachineShows(
      String files, String folder, String version, String by, String file) {
    assertThat(CgroupLayout.parse(files + "\n/sys/fs/cgroup/" + folder + "\n"))
        .hasToString(version + ", laid out by " + by)
        .returns(file, CgroupLayout::file);
  }

  @Test
  void aMachineWithoutKubernetesIsNamedAsSuch() {
    assertThatThrownBy(() -> CgroupLayout.parse("cgroup2fs\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no cgroup of Kubernetes in /sys/fs/cgroup/, cgroup version 2; seen: cgroup2fs");
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, Guaranteed, containerd, cpuset/kubepods/pod1a-4c/9d",
    "1, false, Burstable,  containerd, cpuset/kubepods/burstable/pod1a-4c/9d",
    "1, false, BestEffort, containerd, cpuset/kubepods/besteffort/pod1a-4c/9d",
    "1, true,  Guaranteed, containerd, cpuset/kubepods.slice/kubepods-pod1a_4c.slice/cri-containerd-9d.scope",
    "2, true,  Guaranteed, containerd, kubepods.slice/kubepods-pod1a_4c.slice/cri-containerd-9d.scope",
    "2, true,  Burstable,  containerd, kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1a_4c.slice/cri-containerd-9d.scope",
    "2, true,  Guaranteed, cri-o,      kubepods.slice/kubepods-pod1a_4c.slice/crio-9d.scope",
    "2, true,  Guaranteed, docker,     kubepods.slice/kubepods-pod1a_4c.slice/docker-9d.scope"
  })
  void aContainerHasItsFolderByVersionDriverClassAndRuntime(
      int version, boolean systemd, String qosClass, String runtime, String folder) {
    assertThat(new CgroupLayout(version, systemd).folder(qosClass, "1a-4c", runtime + "://9d"))
        .isEqualTo("/sys/fs/cgroup/" + folder);
  }
}
