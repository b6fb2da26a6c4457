package kubetraining.probe;

/**
 * What a node still has to give.
 *
 * @param open whether ordinary pods may be placed there at all
 */
public record NodeRoom(String node, boolean open, long freeMilliCpu, long freeBytes) {

  /** How many pods of this size fit. */
  public long fits(long milliCpu, long bytes) {
    if (!open) {
      return 0;
    }
    return Math.max(0, Math.min(freeMilliCpu / milliCpu, freeBytes / bytes));
  }
}
