package kubetraining.cluster;

import java.time.Duration;

/**
 * The longest each part of a bootstrap may take.
 *
 * @param command one short command on a machine
 * @param nodesReady from the last join to all nodes Ready
 * @param systemPods until DNS answers
 */
public record ClusterLimits(
    Duration command,
    Duration hostPrerequisites,
    Duration kubeadmInit,
    Duration kubeadmJoin,
    Duration nodesReady,
    Duration systemPods) {}
