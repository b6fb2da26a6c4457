package kubetraining.probe;

/**
 * What a node or a pod used, by the metrics API.
 *
 * @param milliCpu on average over a window of some seconds, in thousandths of a CPU
 * @param bytes of memory
 * @param at the end of the window, as the API server writes it
 */
public record UsageSeen(String name, long milliCpu, long bytes, String at) {
  private static final long MEBIBYTE = 1024 * 1024;

  @Override
  public String toString() {
    return "%s %dm %dMi at %s".formatted(name, milliCpu, bytes / MEBIBYTE, at);
  }
}
