package kubetraining.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import org.jspecify.annotations.Nullable;

/** One scenario as a snapshot of the run shows it. */
record ScenarioRecord(
    PlannedScenario scenario,
    boolean selected,
    Outcome outcome,
    @Nullable Instant startedAt,
    double seconds,
    String message,
    String blockedBy,
    ProgressReport.@Nullable Failure failure,
    boolean allowed,
    List<ProgressReport.Command> commands,
    List<ProgressReport.Wait> waits,
    List<String> evidence,
    Map<String, Object> facts) {}
