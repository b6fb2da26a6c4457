package kubetraining.component;

import io.fabric8.kubernetes.api.model.NodeSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import kubetraining.host.Texts;
import kubetraining.probe.Yaml;
import kubetraining.progress.Phases;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;

/**
 * A node on paper, and the place where kubectl is typed: its kubelet compares its record and reads
 * its configuration when it starts, as the real one does. What is done to files is done by a real
 * shell, to those of a folder.
 */
final class PaperNode implements RemoteShell {
  private static final String KUBELET = "/var/lib/kubelet/";
  private final KubernetesClient client;
  private final Path folder;
  private final List<String> deeds = new ArrayList<>();
  private String loaded = "";
  private boolean running;
  private String sets = "0-1\n";
  private String failing = "nothing";
  private int starts;

  PaperNode(KubernetesClient client, Path folder, String config) throws IOException {
    this.client = client;
    this.folder = folder;
    write("config.yaml", config);
    Yaml.of(
            """
        apiVersion: v1
        kind: Node
        metadata: {name: node4}
        spec: {}
        status: {conditions: [{type: Ready, status: "True"}]}
        """)
        .in(client);
    start();
  }

  /** Its files, by their names in the kubelet's folder. */
  List<String> files() {
    return List.of(folder.toFile().list());
  }

  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  /** What was done to the node and its kubelet, in order. */
  List<String> deeds() {
    return deeds;
  }

  /** The CPU sets that containers have from now on. */
  void sets(String seen) {
    sets = seen;
  }

  /** Every command that contains this fails from now on. */
  void failing(String part) {
    failing = part;
  }

  void kill() {
    running = false;
  }

  String configz() {
    return Texts.of("{\"kubeletconfig\":{\"cpuManagerPolicy\":\"%s\"}}", policyOf(loaded));
  }

  boolean cordoned() {
    return Boolean.TRUE.equals(client.nodes().withName("node4").get().getSpec().getUnschedulable());
  }

  /** Changes the node as the cluster knows it. */
  void edit(UnaryOperator<NodeSpecBuilder> change) {
    client
        .nodes()
        .withName("node4")
        .edit(
            node -> {
              node.setSpec(change.apply(new NodeSpecBuilder(node.getSpec())).build());
              return node;
            });
  }

  @Override
  public String machine() {
    return "node4";
  }

  @Override
  public CommandResult run(String command, Duration limit) {
    if (command.contains(failing)) {
      return new CommandResult("node4", command, 1, "", "refused on paper");
    }
    try {
      if (command.startsWith("kubectl ")) {
        deeds.add(command.split(" ")[1]);
        edit(spec -> spec.withUnschedulable(command.contains("drain")));
      } else if (command.contains("systemctl stop")) {
        deeds.add("stop");
        running = false;
      } else if (command.contains("systemctl start")) {
        start();
      } else if (command.contains("healthz")) {
        return ended(command, running ? "ok" : "");
      } else if (command.startsWith("find ")) {
        return ended(command, sets);
      } else if (command.contains(KUBELET)) {
        return byShell(command);
      }
      return ended(command, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CommandResult byShell(String command) throws IOException {
    var before = files();
    var here = command.replace("sudo -n ", "").replace(KUBELET, folder + "/");
    var process = new ProcessBuilder("bash", "-c", here).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = Phases.call(here, process::waitFor);
    if (!files().equals(before) || here.contains("install")) {
      deeds.add("files");
    }
    return new CommandResult("node4", command, code, said, said);
  }

  private void start() throws IOException {
    deeds.add("start");
    String policy = policyOf(read("config.yaml"));
    running = !files().contains("cpu_manager_state") || read("cpu_manager_state").equals(policy);
    if (running) {
      loaded = read("config.yaml");
      write("cpu_manager_state", policy);
      Yaml.of(
              """
          apiVersion: coordination.k8s.io/v1
          kind: Lease
          metadata: {name: node4, namespace: kube-node-lease}
          spec: {renewTime: "2026-11-23T13:29:%02d.000000Z"}
          """,
              ++starts)
          .in(client);
    }
  }

  private static String policyOf(String config) {
    return config.contains("cpuManagerPolicy: static") ? "static" : "none";
  }

  private static CommandResult ended(String command, String stdout) {
    return new CommandResult("node4", command, 0, stdout, "");
  }
}
