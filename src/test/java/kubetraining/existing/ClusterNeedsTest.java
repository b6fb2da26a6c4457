package kubetraining.existing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import kubetraining.config.ExistingSettings;
import kubetraining.existing.ClusterFacts.Found;
import kubetraining.existing.ClusterNeeds.Feature;
import org.junit.jupiter.api.Test;

final class ClusterNeedsTest {
  private static final List<String> ALL =
      List.of(
          "01-lab 02-dashboard 02-monitoring 03-spark 04-scheduler 05-cpu-manager 06-autoscaling"
              .split(" "));

  private List<NodeFacts> nodes = nodes(4, 2, 1900);
  private final List<Found> found = new ArrayList<>();
  private final List<Right> missing = new ArrayList<>();
  private List<String> podSecurity = List.of();
  private Optional<ExistingSettings.Ssh> ssh = Optional.empty();
  private boolean changeNodes;

  private static List<NodeFacts> nodes(int count, int cpus, int freeMilliCpu) {
    return nodes("node", count, cpus, freeMilliCpu);
  }

  private static List<NodeFacts> nodes(String name, int count, int cpus, int freeMilliCpu) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> PaperNodeFacts.of(name + n, n == 1, n > 1, cpus, freeMilliCpu))
        .toList();
  }

  private Feature feature(String name) {
    var facts =
        new ClusterFacts(
            "uid",
            nodes,
            List.of("kube-flannel-ds", "kube-proxy"),
            "Flannel",
            found,
            List.of(
                "the deployment 'prometheus' in 'obs': of a friend",
                "the pod 'spark-x' in 'default': bob's"),
            podSecurity,
            List.of(),
            List.of(),
            "everything",
            missing,
            Map.of());
    var settings =
        new ExistingSettings(Path.of("k"), Optional.empty(), ssh, Map.of(), "", changeNodes);
    var features = ClusterNeeds.of(facts, settings);
    assertThat(features).extracting(Feature::name).containsExactlyElementsOf(ALL);
    return features.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aClusterLikeTheGuidesLacksMachinesAndPermissionToChangeNodes() {
    assertThat(feature("01-lab").skipped())
        .containsExactly(
            "what is about machines, their tags and ports, and giving them back: they are not ours");
    assertThat(feature("01-lab").there())
        .containsExactly("nodes: 4, Ready: 4, for ordinary pods: 3");
    assertThat(feature("03-spark").skipped()).isEmpty();
    assertThat(feature("03-spark").there())
        .containsExactly("room for 3 such pods", "the pod 'spark-x' in 'default': bob's");
    assertThat(feature("04-scheduler").skipped())
        .containsExactly("what sets temperatures of nodes: it needs -Dlab.change-nodes=true");
    assertThat(feature("05-cpu-manager"))
        .returns(false, Feature::possible)
        .returns("nothing", Feature::changed)
        .returns(
            List.of(
                "all of it: it needs -Dlab.change-nodes=true",
                "all of it: no worker is named in -Dlab.ssh.hosts"),
            Feature::skipped);
    assertThat(feature("06-autoscaling").there())
        .containsExactly("no metrics API of somebody else", "room for 384 such pods");
  }

  @Test
  void withAShellOnAWorkerAndPermissionToChangeNodesAllSectionsCanBeAttempted() {
    changeNodes = true;
    ssh =
        Optional.of(
            new ExistingSettings.Ssh(
                "ubuntu",
                Path.of("key"),
                Map.of("node3", InetSocketAddress.createUnresolved("10.0.0.3", 22))));
    assertThat(ALL).allMatch(name -> feature(name).possible());
    assertThat(feature("04-scheduler").skipped()).isEmpty();
    assertThat(feature("05-cpu-manager").there()).containsExactly("SSH to node3");
    nodes = nodes("a-node", 4, 2, 1900);
    assertThat(feature("05-cpu-manager").there())
        .as("by the guide's name")
        .containsExactly("SSH to a-node3");
    nodes = nodes(4, 1, 900);
    assertThat(feature("05-cpu-manager").skipped())
        .containsExactly("all of it: no worker in -Dlab.ssh.hosts has two CPUs");
    assertThat(feature("03-spark").skipped())
        .containsExactly("the job itself: there is no room for three pods of one CPU and 1.4 GiB");
    assertThat(feature("01-lab").skipped())
        .contains("that every node has two CPUs and about 4 GiB");
    nodes = nodes(3, 2, 1900);
    assertThat(feature("04-scheduler").skipped())
        .containsExactly("what needs a third worker; the rest compares two");
    nodes = nodes(2, 2, 1900);
    ssh = Optional.empty();
    assertThat(feature("04-scheduler").skipped())
        .containsExactly("all of it: there are no two nodes for ordinary pods");
    nodes = nodes(1, 2, 1900);
    assertThat(feature("01-lab").skipped())
        .containsExactly("all of it: no node is Ready and takes ordinary pods");
  }

  @Test
  void aMetricsServerOfSomebodyElseIsUsedAndAnythingElseOfTheirsIsInTheWay() {
    for (String what :
        List.of(
            "the apiservice 'v1beta1.metrics.k8s.io'",
            "the deployment 'metrics-server' in 'kube-system'")) {
      found.add(
          new Found(List.of("02-dashboard", "06-autoscaling"), what, "managed by 'kops'", false));
    }
    assertThat(feature("02-dashboard").there()).containsExactly("a metrics API, managed by 'kops'");
    assertThat(feature("02-dashboard").skipped())
        .containsExactly(
            "how metrics come and go: the metrics API that is there is used, and stays");
    found.remove(0);
    assertThat(feature("06-autoscaling").skipped())
        .containsExactly(
            "all of it: the deployment 'metrics-server' in 'kube-system' is there already, managed by 'kops'");
    found.add(
        new Found(
            List.of("02-monitoring"), "the namespace 'monitoring'", "created 3 days ago", false));
    assertThat(feature("02-monitoring").possible()).isFalse();
    assertThat(feature("02-monitoring").there())
        .containsExactly("the deployment 'prometheus' in 'obs': of a friend");
    found.add(
        new Found(List.of("03-spark"), "the pod 'spark-pi-driver1' in 'default'", "left", true));
    assertThat(feature("03-spark").possible()).isTrue();
  }

  @Test
  void whatTheAccountMayNotDoAndPodSecurityRefusesIsNamed() {
    missing.addAll(
        Right.all()
            .filter(right -> right.toString().matches("create (pods|serviceaccounts) in default"))
            .toList());
    podSecurity = List.of("default: restricted", "kube-system: privileged");
    assertThat(feature("03-spark").skipped())
        .containsExactly(
            "all of it: the account is not allowed to create pods in default, create serviceaccounts in default");
    assertThat(feature("06-autoscaling").skipped())
        .containsExactly(
            "pods that no manifest describes, such as Spark's: the Pod Security Standard refuses them; the others comply");
  }
}
