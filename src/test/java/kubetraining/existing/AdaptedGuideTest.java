package kubetraining.existing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.config.ConfigException;
import kubetraining.host.ProjectFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own guide, as it is for clusters of other shapes. */
final class AdaptedGuideTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath();

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private Set<String> lacks = Set.of(AdaptedGuide.PROVIDER);
  private Set<String> leftOut = Set.of();
  private String images = "";
  private long milliCpu = 3750;

  /** A control plane, and workers of these names. */
  private GuideNodes nodes(boolean open, String... names) {
    return GuideNodes.of(
        Stream.of(names).map(name -> node(name, name.equals(names[0]), open)).toList(), Map.of());
  }

  private NodeFacts node(String name, boolean first, boolean open) {
    return PaperNodeFacts.of(name, first, open || !first, 4, milliCpu);
  }

  private void write(GuideNodes nodes) {
    guide(nodes).write(PROJECT, folder);
  }

  private AdaptedGuide guide(GuideNodes nodes) {
    return new AdaptedGuide(
        nodes.names(),
        nodes.hosts(),
        nodes.workers(),
        nodes.guestMilliCpu(),
        "10.0.0.7",
        443,
        "/somewhere",
        lacks,
        leftOut,
        "v1.35.4",
        images);
  }

  private String feature(String name) {
    return read("features/" + name + ".feature");
  }

  private String read(String path) {
    try {
      return Files.readString(folder.resolve(path));
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  /** A scenario with its tags. */
  private String scenario(String file, String title) {
    String all = feature(file);
    int at = all.indexOf("Scenario: " + title);
    assertThat(at).as(title).isPositive();
    int from = all.lastIndexOf("\n\n", at);
    int to = all.indexOf("\n    Scenario", at + 1);
    return all.substring(from, to < 0 ? all.length() : to);
  }

  @Test
  void whereOnlyNamesDifferCommandsTablesAndManifestsHaveThem() {
    write(nodes(false, "cp-a", "worker.b", "c", "d"));
    assertThat(feature("04-scheduler"))
        .contains(
            "**On this cluster** node1 is `cp-a`, node2 is `worker.b`, node3 is `c`, node4 is `d`.\n\n  The scheduler")
        .contains("kubectl annotate nodes worker.b nerdalize/temp=30")
        .contains("| worker.b | 30 |")
        .contains("| worker.b | <node2> |")
        .contains("| node2 | node3 | node4 | coldest |")
        .contains("Then pod \"podpi9\" is placed on node4")
        .contains("was asked about node2, node3 and node4, and chose node4");
    assertThat(feature("01-lab"))
        .contains("the output lists node1, node2, node3 and node4 as Ready")
        .contains("| kube-proxy | cp-a, worker.b, c, d |")
        .contains("hostname\":\"cp-a.host\"");
    assertThat(feature("02-monitoring")).contains("| kubelet | 4 | cp-a, worker.b, c, d |");
    assertThat(feature("02-dashboard"))
        .contains("http://CP-A_IP:$DASHBOARD_PORT/clusters/local/nodes")
        .contains("http://10.0.0.7:$DASHBOARD_PORT/clusters/local/nodes");
    assertThat(feature("03-spark")).contains("k8s://https://$API_SERVER:443 ");
    assertThat(read("manifests/05-cpu-manager/podpi.yaml"))
        .contains("kubernetes.io/hostname: d.host");
    assertThat(read("manifests/04-scheduler/heat-scheduler.yaml"))
        .contains("registry.k8s.io/kube-scheduler:v1.35.4");
    assertThat(read("manifests/04-scheduler/guest.yaml"))
        .as("of 3750m, a guest leaves less than one CPU")
        .contains("cpu: \"2850m\"");
  }

  @Test
  void whatSuchAClusterCannotShowIsNotEssential() {
    lacks = Set.of(AdaptedGuide.PROVIDER, AdaptedGuide.SIZE);
    leftOut = Set.of("flannel", "client and server have the same version");
    write(nodes(false, "a", "b", "c", "d"));
    assertThat(feature("01-lab"))
        .contains("\n    @provider @elsewhere\n")
        .contains("\n    @essential @machine\n")
        .doesNotContain("| flannel ")
        .doesNotContain("Then client and server have the same version")
        .contains(
            "Left out, because it is not so here: client and server have the same version; flannel.");
    assertThat(scenario("01-lab", "Every node offers two CPUs"))
        .contains("@size @elsewhere @lacks(nodes_with_two_CPUs_and_about_4_GiB_of_memory)\n");
  }

  @Test
  void ofTwoWorkersTheSecondIsNode4AndListsLeaveOutNode3() {
    milliCpu = 1900;
    write(nodes(false, "a", "b", "c"));
    assertThat(scenario("04-scheduler", "When the temperatures change"))
        .as("node4 has podpi9, and no room for another pod")
        .contains("asked about node2, and chose node2");
    assertThat(read("manifests/04-scheduler/guest.yaml")).contains("cpu: \"1000m\"");
    assertThat(feature("01-lab"))
        .contains("node2 is `b`, node4 is `c`, there is no node3.")
        .contains("the output lists node1, node2 and node4 as Ready")
        .contains("| kube-proxy | a, b, c |");
    assertThat(feature("02-monitoring"))
        .contains("| kubelet | 3 | a, b, c |")
        .contains("| DaemonSet | node-exporter | 3 |");
    assertThat(scenario("04-scheduler", "With 40, 30, 35 and 20 degrees"))
        .contains("    @essential\n")
        .contains("was asked about node2 and node4, and chose node4")
        .doesNotContain("nodes node3 ")
        .contains("| b | 30 |\n        | c | 20 |");
    assertThat(scenario("04-scheduler", "The coldest node is full"))
        .contains("was asked about node2, and chose node2");
    assertThat(scenario("04-scheduler", "The control plane is the coldest"))
        .contains("@control-plane @elsewhere @lacks(node3)");
    assertThat(feature("04-scheduler"))
        .contains("| 20    | 30    | 40    | node2   |")
        .doesNotContain("| 30    | 20    | 40    | node3   |");
    assertThat(feature("05-cpu-manager"))
        .as("node3 is only compared")
        .contains("nothing of this section on node2 and node4, before and after")
        .contains("| 1000m   | 1000m | node2 |")
        .doesNotContain("@lacks");
  }

  @Test
  void oneNodeThatTakesPodsShowsWhatNeedsNoOther() {
    lacks = Set.of(AdaptedGuide.PROVIDER, AdaptedGuide.CONTROL_PLANE, AdaptedGuide.ROOM);
    write(nodes(true, "solo"));
    assertThat(feature("01-lab"))
        .contains("the output lists node1 as Ready")
        .contains("| kube-proxy | solo |");
    assertThat(scenario("01-lab", "The control plane takes no ordinary pod"))
        .contains("@lacks(one_control_plane,_which_takes_no_ordinary_pod)");
    assertThat(feature("04-scheduler")).contains("@essential @elsewhere @lacks(node4");
    assertThat(feature("05-cpu-manager").split("@lacks\\(node4\\)", -1))
        .as("what the background needs, every scenario needs")
        .hasSizeGreaterThan(10);
    assertThat(scenario("03-spark", "Two executors compute pi"))
        .contains("@essential @elsewhere @lacks(room_for");
    assertThat(scenario("03-spark", "The role")).contains("@essential");
    assertThat(feature("06-autoscaling")).doesNotContain("@lacks").contains("@essential");
  }

  @Test
  void moreNodesAreInListsAndAreTheHottest() {
    write(nodes(true, "a", "b", "c", "d", "e", "f"));
    assertThat(feature("01-lab"))
        .contains("lists node1, node2, node3, node4, node5 and node6 as Ready");
    assertThat(scenario("04-scheduler", "With 40, 30, 35 and 20 degrees"))
        .contains(
            "nodes d nerdalize/temp=20\n        kubectl annotate nodes e nerdalize/temp=120\n")
        .contains("| d | 20 |\n        | e | 120 |\n        | f | 120 |\n")
        .contains("asked about node1, node2, node3, node4, node5 and node6, and chose node4");
    assertThat(scenario("04-scheduler", "The coldest node is full"))
        .contains("asked about node1, node2, node3, node5 and node6, and chose node2");
  }

  @Test
  void imagesComeFromTheMirrorThatWasNamed() {
    images = "mirror.example:5000/training/";
    write(nodes(false, "a", "b", "c", "d"));
    assertThat(feature("03-spark"))
        .contains("container.image=mirror.example:5000/training/apache/spark:4.1.1 ")
        .contains("the image \"mirror.example:5000/training/apache/spark:4.1.1\"");
    assertThat(feature("01-lab"))
        .contains("--image=mirror.example:5000/training/stefanprodan/podinfo:6.9.2 ");
    assertThat(read("manifests/05-cpu-manager/podpi.yaml"))
        .contains("image: mirror.example:5000/training/perl:5.36\n");
    assertThat(read("manifests/metrics-server/metrics-server.yaml"))
        .contains("image: mirror.example:5000/training/metrics-server/");
  }

  @Test
  void whatIsTypedIsAdaptedOnceMoreAndStays() {
    images = "mirror.example:5000/training/";
    var guide = guide(nodes(false, "a", "b", "c", "d"));
    String once =
        guide.command("kubectl run x --image=docker.io/library/perl:5.36 --on node2 //node1:80");
    assertThat(once).contains("=mirror.example:5000/training/perl:5.36 --on b //10.0.0.7:80");
    assertThat(guide.command(once)).isEqualTo(once);
  }

  @Test
  void whereOnlyRestrictedPodsAreTakenWhatMakesOthersIsNotAttempted() {
    lacks = Set.of(AdaptedGuide.PROVIDER, AdaptedGuide.ANY_POD);
    write(nodes(false, "a", "b", "c", "d"));
    assertThat(scenario("03-spark", "Two executors compute pi"))
        .contains("@lacks(a_namespace_default_without_the_Pod_Security_Standard_restricted)");
    assertThat(scenario("04-scheduler", "With 40, 30, 35 and 20")).doesNotContain("@lacks");
  }

  @Test
  void whereOnlyRestrictedPodsAreTakenAllPodsOfManifestsComply() throws IOException {
    lacks = Set.of(AdaptedGuide.PROVIDER, AdaptedGuide.ANY_POD);
    write(nodes(false, "a", "b", "c", "d"));

    // These namespaces say themselves that they need more, or belong to Kubernetes.
    var others = Set.of("kube-system", "kube-flannel", "monitoring");
    var looked = new ArrayList<String>();
    for (Path file : ProjectFiles.below(folder.resolve("manifests"))) {
      for (JsonNode pod :
          file.toString().endsWith(".yaml") ? pods(file, others) : List.<JsonNode>of()) {
        looked.add(file.toString());
        assertThat(pod.path("containers"))
            .as("%s", file)
            .allSatisfy(each -> assertThat(complies(pod, each)).isTrue());
      }
    }
    assertThat(looked).hasSizeGreaterThan(10);
  }

  private static List<JsonNode> pods(Path file, Set<String> but) throws IOException {
    var found = new ArrayList<JsonNode>();
    for (String each : Files.readString(file).split("(?m)^---$")) {
      var object = Serialization.unmarshal(each, GenericKubernetesResource.class);
      if (object == null || object.getKind() == null || file.toString().contains("/2018/")) {
        continue;
      }
      JsonNode spec = JSON.valueToTree(object).path("spec");
      JsonNode pod = object.getKind().equals("Pod") ? spec : spec.path("template").path("spec");
      if (pod.has("containers")
          && !but.contains(String.valueOf(object.getMetadata().getNamespace()))) {
        found.add(pod);
      }
    }
    return found;
  }

  private static boolean complies(JsonNode pod, JsonNode container) {
    var own = container.path("securityContext");
    var shared = pod.path("securityContext");
    String profile = "/seccompProfile/type";
    return own.path("runAsNonRoot").asBoolean(shared.path("runAsNonRoot").asBoolean())
        && own.at(profile).asText(shared.at(profile).asText()).equals("RuntimeDefault")
        && !own.path("allowPrivilegeEscalation").asBoolean(true)
        && own.at("/capabilities/drop").toString().equals("[\"ALL\"]");
  }

  @Test
  void nodesAreTheGuidesByRoleAndOrderOrAsTold() {
    assertThat(nodes(false, "a", "b", "c").names())
        .containsExactly(Map.entry("node1", "a"), Map.entry("node2", "b"), Map.entry("node4", "c"));
    var facts = List.of(node("a", true, false), node("b", false, false), node("c", false, false));
    var told = GuideNodes.of(facts, Map.of("node1", "a", "node3", "c"));
    assertThat(told.names()).containsEntry("node3", "c").containsEntry("node5", "b");
    assertThat(told.byGuideName(Map.of("c", 22, "node1", 23), "lab.ssh.hosts"))
        .containsOnly(Map.entry("node3", 22), Map.entry("node1", 23));
    assertThatThrownBy(() -> told.byGuideName(Map.of("x", 22), "lab.ssh.hosts"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("lab.ssh.hosts names 'x'")
        .hasMessageContaining("c (the guide's node3)");
    assertThatThrownBy(() -> GuideNodes.of(facts, Map.of("node1", "z")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("names the node 'z', but this cluster has [a, b, c]");
  }

  @Test
  void aNodeWithTheGuidesNameOfAnotherIsRefused() {
    assertThatThrownBy(() -> nodes(false, "node0", "node1", "node2", "node3").names())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a node 'node1', which would be the guide's node2");
  }
}
