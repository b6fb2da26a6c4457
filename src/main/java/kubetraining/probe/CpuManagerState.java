package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/**
 * The kubelet's own state file with the exclusive CPUs, {@code /var/lib/kubelet/cpu_manager_state}.
 * Its format has grown from version to version; what is read here has been in all of them.
 *
 * @param policy the policy the file was written under
 * @param shared the CPUs of all containers that have none of their own; empty under {@code none}
 * @param entries the exclusive CPUs
 */
public record CpuManagerState(String policy, CpuSet shared, List<Entry> entries) {

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
    JsonNode root = JsonText.parse(text);
    if (!root.path("policyName").isTextual()) {
      throw new IllegalArgumentException(
          Texts.of("no state file of the CPU manager, or one without a policy: '%s'", text));
    }
    return new CpuManagerState(
        root.get("policyName").textValue(),
        cpus(root.path("defaultCpuSet")),
        root.path("entries").properties().stream().flatMap(CpuManagerState::read).toList());
  }

  /** All exclusive CPUs. */
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

  private static Stream<Entry> read(Map.Entry<String, JsonNode> pod) {
    return pod.getValue().isTextual()
        ? Stream.of(new Entry("", pod.getKey(), cpus(pod.getValue())))
        : pod.getValue().properties().stream()
            .map(each -> new Entry(pod.getKey(), each.getKey(), cpus(each.getValue())));
  }

  private static CpuSet cpus(JsonNode written) {
    return CpuSet.parse(written.asText(""));
  }
}
