package kubetraining.steps;

import java.time.Duration;
import java.util.List;
import kubetraining.component.Component;
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
        run.cluster().shell("node1"), run.cluster().waits(), Limit.COMMAND.duration());
  }

  Component podinfo() {
    return folder("podinfo with its autoscaler", "06-autoscaling/podinfo");
  }

  Component memory() {
    return folder("the podinfo that fills its memory", "06-autoscaling/memory");
  }

  Component metricsServer() {
    return new MetricsServer(run.cluster(), run.manifests(), LIMIT);
  }

  private Component folder(String name, String folder) {
    return new ManifestComponent(run.cluster(), name, run.manifests().resolve(folder), LIMIT);
  }
}
