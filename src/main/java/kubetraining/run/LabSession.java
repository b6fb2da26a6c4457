package kubetraining.run;

import java.util.Locale;
import java.util.Optional;
import kubetraining.cluster.TrainingCluster;
import kubetraining.report.ProgressReport;

/**
 * The lab of this run, up and with its cluster.
 *
 * @param access what it can do for those who look
 * @param hourlyPrice about how many USD an hour of it costs; empty if it costs nothing
 */
public record LabSession(
    LabInfo info, TrainingCluster cluster, LabAccess access, Optional<Double> hourlyPrice) {
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
