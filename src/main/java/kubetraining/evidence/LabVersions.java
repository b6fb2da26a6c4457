package kubetraining.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import kubetraining.host.FileWork;
import kubetraining.report.ChallengeMark;

/** Which programs the machines of the lab run; asked once, while they are there. */
public final class LabVersions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "evidence/lab/versions.json";
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private LabVersions() {}

  /** Asks, unless that was done before; a line of it bears the challenge, if one was said. */
  public static void keepOnce(Path reports, KubernetesClient client, String challenge) {
    Path file = reports.resolve(FILE);
    if (Files.exists(file)) {
      return;
    }
    try (var looks = new BoundedLooks(LIMIT, LIMIT)) {
      looks
          .see("the versions of the nodes", () -> client.nodes().list().getItems())
          .ifPresent(nodes -> write(file, of(nodes), new ChallengeMark(challenge)));
    }
  }

  private static Map<String, String> of(List<Node> nodes) {
    var versions = new TreeMap<String, String>();
    versions.put("kubelet", each(nodes, NodeSystemInfo::getKubeletVersion));
    versions.put("container runtime", each(nodes, NodeSystemInfo::getContainerRuntimeVersion));
    versions.put("operating system of the machines", each(nodes, NodeSystemInfo::getOsImage));
    versions.put("kernel of the machines", each(nodes, NodeSystemInfo::getKernelVersion));
    return versions;
  }

  private static String each(List<Node> nodes, Function<NodeSystemInfo, String> version) {
    return nodes.stream()
        .map(node -> node.getStatus().getNodeInfo())
        .map(info -> info == null ? "unknown" : version.apply(info))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static void write(Path file, Map<String, String> versions, ChallengeMark challenge) {
    FileWork.run(
        "cannot write " + file,
        () -> {
          Files.createDirectories(file.getParent());
          String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(versions);
          Files.writeString(file, challenge.on(FILE, json));
        });
  }
}
