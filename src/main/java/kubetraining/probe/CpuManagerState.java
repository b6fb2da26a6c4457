package kubetraining.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.host.Texts;

/**
 * The kubelet's own record of the CPUs it has given away, {@code
 * /var/lib/kubelet/cpu_manager_state}. Its format has grown from version to version; what is read
 * here has been in all of them.
 *
 * @param policy the policy the record was made under
 * @param shared the CPUs of all containers that have none of their own; empty under {@code none}
 * @param entries the CPUs given away
 */
public record CpuManagerState(String policy, CpuSet shared, List<Entry> entries) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public CpuManagerState {
    entries = List.copyOf(entries);
  }

  /**
   * CPUs of one container.
   *
   * @param pod the uid of its pod; empty in records made before Kubernetes 1.18
   * @param container its name; before 1.18 its id
   */
  public record Entry(String pod, String container, CpuSet cpus) {}

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it is no such record, showing it
   */
  public static CpuManagerState parse(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(Texts.of("no record of the CPU manager: '%s'", text), e);
    }
    if (!root.path("policyName").isTextual()) {
      throw new IllegalArgumentException(
          Texts.of("a record of the CPU manager without a policy: '%s'", text));
    }
    var entries = new ArrayList<Entry>();
    root.path("entries").properties().forEach(pod -> read(pod, entries));
    return new CpuManagerState(
        root.get("policyName").textValue(),
        CpuSet.parse(root.path("defaultCpuSet").asText("")),
        entries);
  }

  /** All CPUs given away. */
  public CpuSet exclusive() {
    return CpuSet.union(entries.stream().map(Entry::cpus).toList());
  }

  /** Whether some CPU was given to two containers. */
  public boolean givesTwice() {
    return entries.stream().mapToInt(entry -> entry.cpus().size()).sum() != exclusive().size();
  }

  /** What one container was given, if anything. */
  public Optional<CpuSet> of(String podUid, String container, String containerId) {
    return entries.stream()
        .filter(
            entry ->
                entry.pod().isEmpty()
                    ? entry.container().equals(containerId)
                    : entry.pod().equals(podUid) && entry.container().equals(container))
        .map(Entry::cpus)
        .findFirst();
  }

  private static void read(Map.Entry<String, JsonNode> pod, List<Entry> entries) {
    if (pod.getValue().isTextual()) {
      entries.add(new Entry("", pod.getKey(), CpuSet.parse(pod.getValue().textValue())));
      return;
    }
    pod.getValue()
        .properties()
        .forEach(
            container ->
                entries.add(
                    new Entry(
                        pod.getKey(),
                        container.getKey(),
                        CpuSet.parse(container.getValue().asText("")))));
  }
}
