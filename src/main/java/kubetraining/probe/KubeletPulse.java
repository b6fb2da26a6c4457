package kubetraining.probe;

import java.time.Instant;
import kubetraining.host.Texts;

/**
 * The signs of life of one kubelet.
 *
 * @param answers whether its own health endpoint says ok
 * @param start a name that systemd gives to each start of it
 * @param ready whether its node is Ready
 * @param cordoned whether its node takes no new pods
 * @param renewed when it last renewed its lease with the API server, by its own clock
 * @param reported when it last reported on its node, by its own clock, in whole seconds
 */
public record KubeletPulse(
    String node,
    boolean answers,
    String start,
    boolean ready,
    boolean cordoned,
    Instant renewed,
    Instant reported) {

  /**
   * Whether a kubelet that was started since then is well and says that the node is Ready. A node
   * alone would not do: it counts as Ready for a while after its last report.
   */
  public boolean wellSince(KubeletPulse before) {
    return answers
        && ready
        && !start.equals(before.start)
        && renewed.isAfter(before.renewed)
        && !reported.isBefore(before.reported);
  }

  @Override
  public String toString() {
    return Texts.of(
        "kubelet of %s %s, node %sReady%s; lease renewed %s, reported %s",
        node,
        answers ? "answers" : "does not answer",
        ready ? "" : "not ",
        cordoned ? ", cordoned" : "",
        renewed,
        reported);
  }
}
