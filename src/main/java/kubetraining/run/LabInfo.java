package kubetraining.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.lab.Machine;
import kubetraining.report.ProgressReport;

/**
 * What the report says about the lab of a run.
 *
 * @param kind {@code embedded}, {@code aws} or {@code existing}
 * @param kubernetes the version of the API server, as in {@code v1.36.3}
 * @param images looks up the images its machines know, with their digests; that may take seconds
 * @param cluster which cluster it is, if it existed before
 */
public record LabInfo(
    String kind,
    String name,
    String kubernetes,
    List<Machine> machines,
    Supplier<List<ProgressReport.Image>> images,
    Optional<ProgressReport.Cluster> cluster) {}
