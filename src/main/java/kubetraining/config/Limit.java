package kubetraining.config;

import java.time.Duration;

/**
 * The catalogue of waiting limits, by kind of operation. A slow lab scales all of them, by the
 * setting {@code lab.patience}.
 */
public enum Limit {
  COMMAND(Duration.ofMinutes(2)),
  /** One look whether the lab answers at all. */
  LAB_ANSWERS(Duration.ofSeconds(4)),
  /** How long looks at the lab may fail without a break before it counts as silent. */
  LAB_SILENT(Duration.ofMinutes(1)),
  GUIDE_COMMAND(Duration.ofMinutes(15)),
  SSH(Duration.ofMinutes(3)),
  MACHINE_RUNNING(Duration.ofMinutes(10)),
  /** One machine that knows nothing, until it has all that Kubernetes takes. */
  MACHINE_SETUP(Duration.ofMinutes(20)),
  HOST_PREREQUISITES(Duration.ofMinutes(10)),
  KUBEADM_INIT(Duration.ofMinutes(8)),
  KUBEADM_JOIN(Duration.ofMinutes(5)),
  NODES_READY(Duration.ofMinutes(10)),
  SYSTEM_PODS(Duration.ofMinutes(10)),
  POD_PLACED(Duration.ofMinutes(1)),
  POD_START(Duration.ofMinutes(5)),
  POD_DELETED(Duration.ofMinutes(5)),
  COMPONENT(Duration.ofMinutes(5)),
  MEASURED(Duration.ofMinutes(3)),
  TARGETS_UP(Duration.ofMinutes(5)),
  NODE_DRAINED(Duration.ofMinutes(5)),
  KUBELET_WELL(Duration.ofMinutes(3)),
  KUBELET_HOLD(Duration.ofSeconds(2)),
  CPUS_MOVED(Duration.ofMinutes(1)),
  SERVICE_ANSWERS(Duration.ofMinutes(2)),
  BROWSER_LOOK(Duration.ofSeconds(40)),
  PAGE_SHOWS(Duration.ofMinutes(3)),
  HPA_FIRST_DECISION(AutoscalingBudget.FIRST_DECISION),
  HPA_FIGURES(AutoscalingBudget.FIGURES.plus(AutoscalingBudget.RISE)),
  HPA_RISE(AutoscalingBudget.RISE),
  HPA_SETTLED(AutoscalingBudget.SETTLED),
  HPA_FALL(AutoscalingBudget.fall(AutoscalingBudget.WINDOW)),
  HPA_DEFAULT_FALL(AutoscalingBudget.fall(AutoscalingBudget.DEFAULT_WINDOW)),
  SPARK_JOB(Duration.ofMinutes(15));

  private final Duration duration;

  Limit(Duration duration) {
    this.duration = duration;
  }

  public Duration duration() {
    return duration;
  }
}
