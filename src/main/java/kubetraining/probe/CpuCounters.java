package kubetraining.probe;

import java.util.regex.Pattern;
import kubetraining.host.Texts;

/**
 * The numbers that a kubelet keeps about the CPUs it gives away. They start at 0 with each start.
 *
 * @param given how many CPUs are exclusive now
 * @param requests how often some were asked for
 * @param errors how often that failed
 */
public record CpuCounters(long given, long requests, long errors) {
  private static final String PREFIX = "kubelet_cpu_manager_";

  /**
   * Reads the text of the kubelet's address {@code /metrics}.
   *
   * @throws IllegalArgumentException if one of them is missing, naming it
   */
  static CpuCounters parse(String metrics) {
    return new CpuCounters(
        number(metrics, "exclusive_cpu_allocation_count"),
        number(metrics, "pinning_requests_total"),
        number(metrics, "pinning_errors_total"));
  }

  private static long number(String metrics, String name) {
    var line =
        Pattern.compile(Texts.of("^%s%s (\\S+)$", PREFIX, name), Pattern.MULTILINE)
            .matcher(metrics);
    if (!line.find()) {
      throw new IllegalArgumentException(
          Texts.of("the kubelet's metrics have no %s%s", PREFIX, name));
    }
    return (long) Double.parseDouble(line.group(1));
  }
}
