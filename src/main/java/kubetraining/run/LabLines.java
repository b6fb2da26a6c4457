package kubetraining.run;

import java.util.List;
import java.util.Locale;
import kubetraining.report.ProgressReport;

/** The lab in the words of the report. */
final class LabLines {
  private LabLines() {}

  static ProgressReport.Lab lab(LabSession lab, long startNanos, boolean kept) {
    var info = lab.info();
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
        lab.hourlyPrice().orElse(null));
  }

  static List<ProgressReport.Image> images(LabInfo info) {
    return info.images().stream()
        .map(image -> new ProgressReport.Image(image.reference(), image.digest()))
        .toList();
  }
}
