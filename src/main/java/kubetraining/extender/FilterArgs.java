package kubetraining.extender;

import java.util.List;

/**
 * What the scheduler asks: where may this pod go?
 *
 * @param nodes in the scheduler's order
 * @param namesOnly whether it sent names instead of nodes
 */
record FilterArgs(PodName pod, List<Candidate> nodes, boolean namesOnly) {
  FilterArgs {
    nodes = List.copyOf(nodes);
  }
}
