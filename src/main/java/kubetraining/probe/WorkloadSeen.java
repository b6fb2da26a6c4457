package kubetraining.probe;

/**
 * A Deployment, DaemonSet or StatefulSet.
 *
 * @param ready how many of its pods are Ready
 */
public record WorkloadSeen(String kind, String name, int ready) {}
