package kubetraining.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import kubetraining.probe.CpuManagerState;
import kubetraining.probe.CpuSet;
import kubetraining.remote.RemoteShell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which CPUs of a machine belong to one container alone. Only the machine itself knows, and to ask
 * it takes CPU time there, which some lessons measure: it is asked again only if its pods changed.
 */
final class CpuLooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CpuLooks.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  // A kubelet that is just starting has no record yet.
  private static final String COMMAND =
      "cat /sys/devices/system/cpu/online; sudo -n cat /var/lib/kubelet/cpu_manager_state";

  private final Function<String, RemoteShell> shells;
  private final Map<String, RemoteShell> open = new HashMap<>();
  private final Map<String, Seen> last = new HashMap<>();

  /** What was seen while these pods ran. */
  private record Seen(List<String> pods, ArrayNode cpus) {}

  CpuLooks(Function<String, RemoteShell> shells) {
    this.shells = shells;
  }

  /** The CPUs of a machine, with the pod that has one alone; none if it does not say. */
  synchronized ArrayNode of(String machine, List<Pod> pods) {
    var running =
        pods.stream()
            .map(pod -> pod.getMetadata().getUid() + " " + pod.getStatus().getPhase())
            .sorted()
            .toList();
    var seen = last.get(machine);
    if (seen == null || !seen.pods().equals(running)) {
      seen = new Seen(running, look(machine, pods));
      last.put(machine, seen);
    }
    return seen.cpus();
  }

  private ArrayNode look(String machine, List<Pod> pods) {
    var cpus = JSON.createArrayNode();
    try {
      var shell = open.computeIfAbsent(machine, shells);
      String[] seen = shell.run(COMMAND, LIMIT).orThrow().stdout().split("\n", 2);
      var owners = owners(CpuManagerState.parse(seen[1]), pods);
      for (int each : CpuSet.parse(seen[0]).cpus()) {
        cpus.addObject().put("number", each).put("owner", owners.getOrDefault(each, ""));
      }
    } catch (RuntimeException e) {
      LOG.info("the CPUs of {} are not shown: {}", machine, e.getMessage());
    }
    return cpus;
  }

  private static Map<Integer, String> owners(CpuManagerState state, List<Pod> pods) {
    var names = new HashMap<String, String>();
    pods.forEach(pod -> names.put(pod.getMetadata().getUid(), pod.getMetadata().getName()));
    var owners = new TreeMap<Integer, String>();
    for (var entry : state.entries()) {
      String name = names.getOrDefault(entry.pod(), "a pod that is gone");
      entry.cpus().cpus().forEach(cpu -> owners.put(cpu, name));
    }
    return owners;
  }

  @Override
  public synchronized void close() {
    open.values().forEach(RemoteShell::close);
  }
}
