package kubetraining.probe;

import java.time.Duration;

/**
 * What a node or a pod used, by the metrics API.
 *
 * @param milliCpu on average over the window, in thousandths of a CPU
 * @param bytes of memory
 * @param window over which the CPU was measured
 * @param at the end of the window, as the API server writes it
 */
public record UsageSeen(String name, long milliCpu, long bytes, Duration window, String at) {
  private static final long MEBIBYTE = 1024 * 1024;

  @Override
  public String toString() {
    return "%s %dm %dMi over %d s until %s"
        .formatted(name, milliCpu, bytes / MEBIBYTE, window.toSeconds(), at);
  }
}
