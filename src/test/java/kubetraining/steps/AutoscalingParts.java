package kubetraining.steps;

import java.time.Duration;
import java.util.List;
import kubetraining.component.Component;
import kubetraining.component.Installable;
import kubetraining.component.LoadGenerator;
import kubetraining.component.ManifestComponent;
import kubetraining.component.MetricsServer;
import kubetraining.config.Limit;
import kubetraining.run.TrainingRun;

/** What section 6 puts into the cluster. */
final class AutoscalingParts {
  static final String NAMESPACE = "default";
  private static final Duration LIMIT = Limit.COMPONENT.duration();
  private final TrainingRun run;

  AutoscalingParts(TrainingRun run) {
    this.run = run;
  }

  List<Component> all() {
    return List.of(load(), podinfo(), memory(), metricsServer());
  }

  LoadGenerator load() {
    return new LoadGenerator(
        run.access().shell("node1"), run.cluster().waits(), Limit.COMMAND.duration());
  }

  Installable podinfo() {
    return folder("podinfo with its autoscaler", "06-autoscaling/podinfo");
  }

  Installable memory() {
    return folder("the podinfo that fills its memory", "06-autoscaling/memory");
  }

  Installable metricsServer() {
    return new MetricsServer(run.cluster(), run.section().ledger(), run.manifests(), LIMIT);
  }

  private Installable folder(String name, String folder) {
    return new ManifestComponent(
        run.cluster(), run.section().ledger(), name, run.manifests(), folder, LIMIT);
  }
}
