package kubetraining.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.cluster.TrainingCluster;
import kubetraining.lab.Machine;
import kubetraining.report.ProgressReport;

/**
 * The lab of this run, up and with its cluster.
 *
 * @param access what it can do for those who look
 * @param hourlyPrice about how many USD an hour of it costs; empty if it costs nothing
 */
public record LabSession(
    Info info, TrainingCluster cluster, LabAccess access, Optional<Double> hourlyPrice) {
  /**
   * What the report says about the lab of a run.
   *
   * @param kind {@code embedded}, {@code aws} or {@code existing}
   * @param kubernetes the version of the API server, as in {@code v1.36.3}
   * @param images looks up the images its machines know, with their digests; that may take seconds
   * @param cluster which cluster it is, if it existed before
   */
  public record Info(
      String kind,
      String name,
      String kubernetes,
      List<Machine> machines,
      Supplier<List<ProgressReport.Image>> images,
      Optional<ProgressReport.Cluster> cluster) {}

  /** The same lab for a run that only watches. */
  LabSession handsOff() {
    return new LabSession(info, cluster.handsOff(), access, hourlyPrice);
  }

  /** The lab in the words of the report. */
  ProgressReport.Lab reported(long startNanos, boolean kept) {
    return new ProgressReport.Lab(
        info.kind(),
        info.name(),
        info.kubernetes(),
        info.machines().stream()
            .map(
                machine ->
                    new ProgressReport.Machine(
                        machine.name(),
                        machine.role().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        machine.privateAddress()))
            .toList(),
        Math.round((System.nanoTime() - startNanos) / 1e6) / 1000.0,
        kept,
        hourlyPrice.orElse(null),
        info.cluster().orElse(null));
  }
}
