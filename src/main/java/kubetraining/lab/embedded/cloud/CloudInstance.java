package kubetraining.lab.embedded.cloud;

import java.util.Optional;
import java.util.Set;

/** An instance as the EC2 API describes it. */
record CloudInstance(
    String id, String state, String privateAddress, String subnetId, Optional<String> keyName) {
  private static final Set<String> GONE = Set.of("shutting-down", "terminated");

  /** Whether there should be a machine that runs. */
  boolean wanted() {
    return state.equals("pending") || state.equals("running");
  }

  /** Whether its machine and its volumes may be there at all. */
  boolean alive() {
    return !GONE.contains(state);
  }

  /** The name EC2 gives a host by its address. */
  String hostName() {
    return "ip-" + privateAddress.replace('.', '-');
  }
}
