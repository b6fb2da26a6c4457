package kubetraining.cluster;

import java.util.Set;

/**
 * One step from bare machines to a cluster. Running it again on a cluster that is already there
 * changes nothing.
 */
interface BootstrapPhase {
  /** What the reader sees while it runs, for instance {@code "kubeadm init"}. */
  String name();

  /** The phases that must have ended before this one starts. */
  Set<Class<? extends BootstrapPhase>> after();

  void apply(BootstrapContext context) throws Exception;
}
