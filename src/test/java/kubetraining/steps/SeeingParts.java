package kubetraining.steps;

import java.time.Duration;
import java.util.List;
import kubetraining.component.Component;
import kubetraining.component.Installable;
import kubetraining.component.ManifestComponent;
import kubetraining.component.MetricsServer;
import kubetraining.component.Monitoring;
import kubetraining.config.Limit;
import kubetraining.run.TrainingRun;

/** What section 2 puts into the cluster. */
final class SeeingParts {
  private static final Duration LIMIT = Limit.COMPONENT.duration();
  private final TrainingRun run;

  SeeingParts(TrainingRun run) {
    this.run = run;
  }

  /** Everything of the feature about dashboards. */
  List<Component> ofDashboards() {
    return List.of(metricsServer(), knownLoad(), webView(), reader(), headlamp());
  }

  /** Everything of the feature about Prometheus. */
  List<Component> ofMonitoring() {
    return List.of(monitoring(), knownLoad());
  }

  Installable metricsServer() {
    return new MetricsServer(run.cluster(), run.section().ledger(), run.manifests(), LIMIT);
  }

  Installable knownLoad() {
    return folder("the pod of known load", "known-load");
  }

  Installable webView() {
    return folder("the dashboard", "02-dashboard/web-view");
  }

  Installable reader() {
    return folder("the dashboard's right to look", "02-dashboard/reader");
  }

  Installable headlamp() {
    return folder("Headlamp", "02-dashboard/headlamp");
  }

  Installable monitoring() {
    return new Monitoring(run.cluster(), run.section().ledger(), run.manifests(), LIMIT);
  }

  private Installable folder(String name, String folder) {
    return new ManifestComponent(
        run.cluster(), run.section().ledger(), name, run.manifests(), folder, LIMIT);
  }
}
