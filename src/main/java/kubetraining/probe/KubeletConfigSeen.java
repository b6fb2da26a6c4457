package kubetraining.probe;

import com.fasterxml.jackson.databind.JsonNode;
import kubetraining.host.Texts;

/**
 * The configuration that a kubelet runs with, by its own account.
 *
 * @param cpuManagerPolicy {@code none} or {@code static}
 * @param systemReserved thousandths of a CPU kept for the machine's own programs
 * @param kubeReserved thousandths of a CPU kept for the kubelet and the like
 * @param reservedCpus CPUs kept by name; if there are any, they stand for both of the above
 */
public record KubeletConfigSeen(
    String cpuManagerPolicy, long systemReserved, long kubeReserved, CpuSet reservedCpus) {
  /**
   * Reads the answer of the kubelet's address {@code /configz}.
   *
   * @throws IllegalArgumentException if it is no such answer
   */
  static KubeletConfigSeen parse(String answer) {
    JsonNode config = JsonText.parse(answer).path("kubeletconfig");
    if (!config.path("cpuManagerPolicy").isTextual()) {
      throw new IllegalArgumentException("configz names no cpuManagerPolicy: " + answer);
    }
    return new KubeletConfigSeen(
        config.get("cpuManagerPolicy").textValue(),
        Quantities.of("cpu", config.at("/systemReserved/cpu")),
        Quantities.of("cpu", config.at("/kubeReserved/cpu")),
        CpuSet.parse(config.path("reservedSystemCPUs").asText("")));
  }

  /** Thousandths of a CPU that are kept from pods. */
  public long reserved() {
    return reservedCpus.isEmpty() ? systemReserved + kubeReserved : reservedCpus.size() * 1000L;
  }

  @Override
  public String toString() {
    return Texts.of(
        "policy %s, reserved: %dm for the system, %dm for the kubelet%s",
        cpuManagerPolicy,
        systemReserved,
        kubeReserved,
        reservedCpus.isEmpty() ? "" : Texts.of(", CPUs %s by name", reservedCpus));
  }
}
