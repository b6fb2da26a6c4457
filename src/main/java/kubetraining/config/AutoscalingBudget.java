package kubetraining.config;

import java.time.Duration;

/**
 * How long an autoscaler may take, made of the delays on the way: a kubelet measures,
 * metrics-server asks, the autoscaler decides, pods start.
 */
public final class AutoscalingBudget {
  /** A kubelet measures a container every 10 to 20 seconds, an idle one every 30 at the latest. */
  static final Duration KUBELET_MEASURES = Duration.ofSeconds(30);

  /** metrics-server asks the kubelets this often; see its manifest. */
  static final Duration METRICS_SERVER_ASKS = Duration.ofSeconds(10);

  /** An autoscaler decides this often: the default of the controller manager. */
  public static final Duration DECIDES = Duration.ofSeconds(15);

  /** A pod is scheduled, started, and Ready. */
  static final Duration POD_STARTS = Duration.ofSeconds(10);

  /** What a busy computer may add to all of this. */
  static final Duration SLACK = Duration.ofSeconds(60);

  /** For so long an autoscaler of the guide waits before it takes pods away; see its manifest. */
  public static final Duration WINDOW = Duration.ofSeconds(20);

  /** The same, if nothing is said: the default of the controller manager. */
  public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);

  /** From a change of load until it is in the figures that the autoscaler decides by. */
  static final Duration FIGURES = KUBELET_MEASURES.plus(METRICS_SERVER_ASKS).plus(DECIDES);

  /** From the creation of an autoscaler until it says something. */
  static final Duration FIRST_DECISION = DECIDES.plus(SLACK);

  /** From the start of a load until there are more pods. */
  static final Duration RISE = FIGURES.plus(POD_STARTS).plus(SLACK);

  /** From more pods until they are as many as it takes: each wave of new ones is measured again. */
  static final Duration SETTLED = FIGURES.multipliedBy(3).plus(SLACK);

  /** From the end of a load until the pods are gone that it needed, at last in two steps. */
  static Duration fall(Duration window) {
    return FIGURES.plus(window).plus(DECIDES).plus(POD_STARTS).plus(SLACK);
  }

  private AutoscalingBudget() {}
}
