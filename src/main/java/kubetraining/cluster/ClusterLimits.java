package kubetraining.cluster;

import java.time.Duration;

/**
 * The longest each part of a bootstrap may take.
 *
 * @param command one short command on a machine
 * @param machineSetup until a machine that knew nothing has all that Kubernetes takes
 * @param nodesReady from the last join to all nodes Ready
 * @param systemPods until DNS answers
 */
public record ClusterLimits(
    Duration command,
    Duration machineSetup,
    Duration hostPrerequisites,
    Duration kubeadmInit,
    Duration kubeadmJoin,
    Duration nodesReady,
    Duration systemPods) {}
