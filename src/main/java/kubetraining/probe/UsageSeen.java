package kubetraining.probe;

import java.time.Duration;
import java.time.Instant;
import kubetraining.host.Texts;

/**
 * What a node or a pod used, by the metrics API.
 *
 * @param milliCpu on average over the window, in thousandths of a CPU
 * @param bytes of memory
 * @param at the end of the window, as the API server writes it
 * @param window over how long was measured
 */
public record UsageSeen(String name, long milliCpu, long bytes, String at, Duration window) {
  private static final long MEBIBYTE = 1024 * 1024;

  /** When the window began. */
  public Instant from() {
    return Instant.parse(at).minus(window);
  }

  @Override
  public String toString() {
    return Texts.of(
        "%s %dm %dMi in %d s up to %s", name, milliCpu, bytes / MEBIBYTE, window.toSeconds(), at);
  }
}
