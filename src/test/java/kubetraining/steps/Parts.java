package kubetraining.steps;

import java.time.Duration;
import java.util.List;
import kubetraining.component.Claim;
import kubetraining.component.CommandTraces;
import kubetraining.component.HeatScheduler;
import kubetraining.component.Installable;
import kubetraining.component.Ledger;
import kubetraining.component.LoadGenerator;
import kubetraining.component.ManifestComponent;
import kubetraining.component.MetricsServer;
import kubetraining.component.Monitoring;
import kubetraining.config.Limit;
import kubetraining.run.TrainingRun;

/** What the guide puts into the cluster, by the names that the console and messages have for it. */
public record Parts(TrainingRun run) {
  private static final Duration LIMIT = Limit.COMPONENT.duration();

  Installable metricsServer() {
    return new MetricsServer(run.cluster(), ledger(), run.manifests(), LIMIT);
  }

  Installable monitoring() {
    return new Monitoring(run.cluster(), ledger(), run.manifests(), LIMIT);
  }

  HeatScheduler heatScheduler() {
    return new HeatScheduler(run.cluster(), ledger(), run.manifests(), LIMIT);
  }

  Installable knownLoad() {
    return folder("the pod of known load", "known-load");
  }

  Installable dashboard() {
    return folder("the dashboard", "02-dashboard/web-view");
  }

  Installable reader() {
    return folder("the dashboard's read permissions", "02-dashboard/reader");
  }

  Installable podinfo() {
    return folder("podinfo with its autoscaler", "06-autoscaling/podinfo");
  }

  Installable memory() {
    return folder("the podinfo that fills its memory", "06-autoscaling/memory");
  }

  LoadGenerator load() {
    return new LoadGenerator(
        run.access().shell("node1"), run.cluster().waits(), Limit.COMMAND.duration());
  }

  /** What a folder of manifests makes, its path as in {@code 02-dashboard/headlamp}. */
  Installable folder(String name, String path) {
    return new ManifestComponent(run.cluster(), ledger(), name, run.manifests(), path, LIMIT);
  }

  /** What commands of the guide make without a manifest. */
  CommandTraces traces(String name, Limit limit, Claim<?>... claims) {
    return new CommandTraces(run.cluster(), ledger(), name, List.of(claims), limit.duration());
  }

  private Ledger ledger() {
    return run.section().ledger();
  }
}
