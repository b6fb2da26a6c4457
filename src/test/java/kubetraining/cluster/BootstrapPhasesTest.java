package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.host.Texts;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.Test;

final class BootstrapPhasesTest {
  private final Lab lab = new Lab();

  @Test
  void everyHostLearnsItsNameAndThoseOfAllOthers() {
    try (var context = lab.context(false)) {
      HostPrerequisites.apply(context);

      assertThat(lab.shell2.commands("hostname node2"))
          .singleElement()
          .asString()
          .contains("10.1.0.11 node1\n10.1.0.12 node2")
          .contains("modprobe -a overlay br_netfilter vxlan")
          .contains("/etc/kubernetes/resolv.conf");
      assertThat(context.facts().get("node2")).isEqualTo(HostFacts.parse(Lab.FACTS));
    }
  }

  @Test
  void aHostThatIsTooSmallIsNamed() {
    lab.shell2.answering("CapBnd", 0, Lab.FACTS.replace("24684084", "524288"));

    try (var context = lab.context(false)) {
      assertThatThrownBy(() -> HostPrerequisites.apply(context))
          .hasMessageContaining("node2 has 2 CPUs and 512 MiB of memory");
    }
  }

  @Test
  void anImageWithoutRuntimeIsCalledIncompleteWhereNothingCanBeDownloaded() {
    runtimeIsThere();
    lab.shell2.answering("command -v", 1, "");

    try (var context = lab.context(false)) {
      assertThatThrownBy(() -> ContainerRuntime.apply(context))
          .hasMessageContaining("node2 is not fit for Kubernetes");
    }
  }

  @Test
  void bareMachinesFetchWhatTheRecipesName() {
    lab.shell2.answering("prepare-machine", 0, "note: cloud-init has met an error\n");
    var bare = Lab.bare(Wanted.of(Set.of("@spark")));

    var setup = new MachineSetup(bare, Lab.SHORT, Progress.SILENT);
    lab.shells().forEach(setup::everywhere);
    setup.onFirst(lab.shell1);

    var folder = "/var/lib/kube-training/set-up/";
    assertThat(lab.shell2.commands("prepare-machine"))
        .containsExactly(Texts.of("sudo -n %1$sprepare-machine %1$severywhere 0", folder));
    assertThat(lab.shell2.file(folder + "everywhere"))
        .isEqualTo("0644\n" + bare.downloads().everywhere());
    assertThat(lab.shell2.file(folder + "prepare-machine")).startsWith("0755\n#!/bin/bash\n");
    assertThat(lab.shell2.file(folder + "containerd.toml"))
        .contains("sandbox = 'registry.k8s.io/pause:3.10.2'");
    assertThat(lab.shell2.file("/etc/containerd/certs.d/quay.io/hosts.toml"))
        .contains("http://mirror.example:5000/v2/quay.io");
    assertThat(lab.shell2.files()).doesNotContainKey(folder + "on-node1");
    assertThat(lab.shell1.file(folder + "on-node1"))
        .isEqualTo("0644\n" + bare.downloads().onFirst());
    assertThat(lab.shell1.commands("prepare-machine")).hasSize(2);
  }

  @Test
  void anImageOfOurOwnIsGivenToEachMachineThatLacksIt() {
    var image =
        new ImageArchive("docker.io/ours/own:1", Path.of("own.tar"), "sha256:ab", "1", "test");
    lab.shell1.answering("images ls", 1, "");
    var bare = new BareMachines(Lab.bare(Wanted.LAB).downloads(), () -> List.of(image));

    new MachineSetup(bare, Lab.SHORT, Progress.SILENT).ownImages(lab.shells());

    assertThat(lab.shell1.uploads()).containsExactly("own.tar to /tmp/sha256-ab.tar");
    assertThat(lab.shell1.commands("import"))
        .singleElement()
        .asString()
        .contains("import --local /tmp/sha256-ab.tar")
        .contains("label docker.io/ours/own:1 io.cri-containerd.pinned=pinned");
    assertThat(lab.shell2.uploads()).isEmpty();
    assertThat(lab.shell2.commands("import")).isEmpty();
  }

  @Test
  void anotherVersionOfKubeadmIsRefused() {
    runtimeIsThere();
    lab.shell1.answering("kubeadm version", 0, "v1.35.0\n");

    try (var context = lab.context(false)) {
      assertThatThrownBy(() -> ContainerRuntime.apply(context))
          .hasMessageContaining("kubeadm on node1 is v1.35.0, expected v1.36.3");
    }
  }

  @Test
  void initKeepsItsFileFromOthers() {
    try (var context = lab.context(false)) {
      Kubeadm.init(context);
      assertThat(lab.shell1.file("/etc/kubernetes/training-init.yaml"))
          .startsWith("0600\n")
          .contains(context.token().secret());
      assertThat(lab.shell1.file(AuditPolicy.FILE)).startsWith("0600\n").contains("kind: Policy");
      assertThat(lab.shell1.commands("kubeadm init"))
          .singleElement()
          .asString()
          .doesNotContain(context.token().secret());
    }
  }

  @Test
  void theGuideFindsItsManifestsOnNode1() {
    try (var context = lab.context(false)) {
      GuideFiles.apply(context);
    }

    assertThat(lab.shell1.files()).containsKey("/home/ubuntu/training/flannel/flannel.yaml");
    assertThat(lab.shell1.commands(".kube/config")).hasSize(1);
    assertThat(lab.shell2.files()).isEmpty();
  }

  @Test
  void dnsIsAskedOftenWhetherItIsReadyAndHasTheTagThatIsThere() {
    var config =
        new ConfigMapBuilder().addToData("Corefile", ".:53 {\n    forward . x\n}\n").build();
    var deployment =
        new DeploymentBuilder()
            .withNewSpec()
            .withNewTemplate()
            .withNewSpec()
            .addNewContainer()
            .withImage("registry.k8s.io/coredns/coredns:v1.14.2")
            .withNewReadinessProbe()
            .endReadinessProbe()
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .build();

    ClusterDns.adapt(List.<HasMetadata>of(config, deployment), Lab.spec(false));

    assertThat(config.getData().get("Corefile")).doesNotContain("forward");
    assertThat(deployment.getSpec().getTemplate().getSpec().getContainers())
        .singleElement()
        .satisfies(
            container -> {
              assertThat(container.getImage()).isEqualTo("registry.k8s.io/coredns/coredns:v1.14.7");
              assertThat(container.getReadinessProbe().getPeriodSeconds()).isEqualTo(1);
            });
  }

  private void runtimeIsThere() {
    for (var shell : List.of(lab.shell1, lab.shell2)) {
      shell
          .answering("kubeadm version", 0, "v1.36.3\n")
          .answering("is-active containerd", 0, "active\n");
    }
  }

  @Test
  void aHostIsReadAsFarAsKubernetesMustAdaptToIt() {
    assertThat(HostFacts.parse(Lab.FACTS)).isEqualTo(new HostFacts(1, false, 2, 24684084, true));
    var ordinary =
        "cgroup=cgroup2fs\ncapabilities=000001ffffffffff\ncpus=2\nmemory=4005432\nloopback=0\n";
    assertThat(HostFacts.parse(ordinary)).isEqualTo(new HostFacts(2, true, 2, 4005432, false));
    assertThatThrownBy(() -> HostFacts.parse("cgroup=tmpfs\ncpus=two\n"))
        .hasMessageContaining("cannot read the facts of the machine")
        .hasMessageContaining("cpus=two");
  }
}
