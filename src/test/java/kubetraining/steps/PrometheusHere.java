package kubetraining.steps;

import kubetraining.component.Monitoring;
import kubetraining.probe.PrometheusProbe;
import kubetraining.run.TrainingRun;

/** The Prometheus of the lab, asked from this computer. */
final class PrometheusHere {
  private final FrontDoor door;

  PrometheusHere(TrainingRun run) {
    this.door = new FrontDoor(run);
  }

  PrometheusProbe probe() {
    return new PrometheusProbe(FrontDoor.http(), door.url(Monitoring.NAMESPACE, "prometheus"));
  }
}
