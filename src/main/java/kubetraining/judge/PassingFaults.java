package kubetraining.judge;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Set;
import kubetraining.remote.ConnectionBrokenException;

/** Tells failures of one look, which pass by themselves, from answers that are final. */
public final class PassingFaults {
  private static final Set<Integer> BUSY = Set.of(429, 500, 502, 503, 504);

  private PassingFaults() {}

  /**
   * Whether the next look may well succeed: a connection was reset or not answered in time, or the
   * API server was busy, as it is while its database elects a leader.
   */
  public static boolean passes(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ConnectionBrokenException || isUnanswered(each)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is a call to the API server that got no answer, or one that says nothing. */
  static boolean isUnanswered(Throwable failure) {
    return failure instanceof KubernetesClientException call
        && (gotNoAnswer(call) || BUSY.contains(call.getCode()) || call.getCode() > 504);
  }

  /** Without an answer there is no code, whatever broke; what we refuse to ask is our own fault. */
  private static boolean gotNoAnswer(KubernetesClientException call) {
    return call.getCause() instanceof IOException
        || call.getCode() <= 0 && !(call.getCause() instanceof IllegalStateException);
  }
}
