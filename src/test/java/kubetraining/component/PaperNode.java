package kubetraining.component;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kubetraining.host.Texts;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;

/** node4 on paper: files, a kubelet that starts and stops, and kubectl's hold on its node. */
final class PaperNode implements RemoteShell {
  static final String STATE = "/var/lib/kubelet/cpu_manager_state";
  private static final Pattern COPY =
      Pattern.compile("sudo -n cp --preserve (\\S+) (\\S+) && sudo -n mv (\\S+) (\\S+)");
  private final KubernetesClient client;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> deeds = new ArrayList<>();
  private String loaded = "";
  private boolean running;
  private String sets = "0-1\n";
  private String failing = "nothing";
  private ZonedDateTime clock = ZonedDateTime.of(2026, 11, 23, 13, 29, 0, 0, ZoneOffset.UTC);

  PaperNode(KubernetesClient client, String config) {
    this.client = client;
    files.put(KubeletFiles.CONFIG, config);
    files.put(STATE, "none");
    client
        .nodes()
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName("node4")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build())
        .create();
    start();
    deeds.clear();
  }

  Map<String, String> files() {
    return files;
  }

  /** What was done to it, in order. */
  List<String> deeds() {
    return deeds;
  }

  /** What its containers may use, one set a line. */
  void sets(String seen) {
    sets = seen;
  }

  /** From now on a command that contains this fails. */
  void failing(String part) {
    failing = part;
  }

  void taint(String key) {
    client
        .nodes()
        .withName("node4")
        .edit(
            node ->
                new NodeBuilder(node)
                    .editSpec()
                    .addNewTaint()
                    .withKey(key)
                    .withEffect("NoSchedule")
                    .endTaint()
                    .endSpec()
                    .build());
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

  /** The shell on node1, as far as it is used. */
  RemoteShell kubectl() {
    return new PaperKubectl();
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
    if (command.contains("test -s ")) {
      return ended(command, files.containsKey(KubeletFiles.ORIGINAL) ? 0 : 1, "");
    }
    Matcher copy = COPY.matcher(command);
    if (copy.matches()) {
      deeds.add("copy to " + copy.group(4));
      files.put(copy.group(4), files.get(copy.group(1)));
    } else if (command.contains("rm -f " + KubeletFiles.CONFIG + ".training-*")) {
      deeds.add("forget");
      files.keySet().removeIf(file -> file.startsWith(KubeletFiles.CONFIG + ".training-"));
    } else if (command.contains("rm -f " + STATE)) {
      deeds.add("remove the record");
      files.remove(STATE);
    } else if (command.startsWith("sudo -n cat ")) {
      return ended(command, 0, files.get(command.substring("sudo -n cat ".length())));
    } else if (command.contains("systemctl stop")) {
      deeds.add("stop");
      running = false;
    } else if (command.contains("systemctl start")) {
      start();
    } else if (command.contains("healthz")) {
      return ended(command, 0, running ? "ok" : "");
    } else if (command.startsWith("find ")) {
      return ended(command, 0, sets);
    }
    return ended(command, 0, "");
  }

  @Override
  public void write(String path, byte[] content, String mode) {
    deeds.add("write " + path);
    files.put(path, new String(content, StandardCharsets.UTF_8));
  }

  @Override
  public void upload(Path local, String remotePath) {
    throw new UnsupportedOperationException("nothing is uploaded");
  }

  @Override
  public void close() {}

  // As the real one: it compares its record, reads its configuration, and renews its lease.
  private void start() {
    deeds.add("start");
    String policy = policyOf(files.get(KubeletFiles.CONFIG));
    running = files.getOrDefault(STATE, policy).equals(policy);
    if (running) {
      loaded = files.get(KubeletFiles.CONFIG);
      files.put(STATE, policy);
      clock = clock.plusSeconds(1);
      renewLease();
    }
  }

  private void renewLease() {
    var lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withName("node4")
            .withNamespace("kube-node-lease")
            .endMetadata()
            .withNewSpec()
            .withRenewTime(clock)
            .endSpec()
            .build();
    client.leases().inNamespace("kube-node-lease").resource(lease).createOr(r -> r.update());
  }

  private static String policyOf(String config) {
    return config.contains("cpuManagerPolicy: static")
            || config.contains("cpuManagerPolicy: \"static\"")
        ? "static"
        : "none";
  }

  private static CommandResult ended(String command, int exitCode, String stdout) {
    return new CommandResult("node4", command, exitCode, stdout, "");
  }

  private final class PaperKubectl implements CommandsOnly {
    @Override
    public String machine() {
      return "node1";
    }

    @Override
    public CommandResult run(String command, Duration limit) {
      if (command.contains(failing)) {
        return new CommandResult("node1", command, 1, "", "cannot delete Pods");
      }
      deeds.add(command.split(" ")[1]);
      client
          .nodes()
          .withName("node4")
          .edit(
              node ->
                  new NodeBuilder(node)
                      .editSpec()
                      .withUnschedulable(command.contains("drain"))
                      .endSpec()
                      .build());
      return ended(command, 0, "");
    }
  }
}
