package kubetraining.artifact;

import java.util.List;

/**
 * What {@code artifacts/machine.json} says of the machines of a lab.
 *
 * @param rootFileSystem the recipe of their root file system
 * @param files what is laid over it
 */
record MachinePlan(String rootFileSystem, List<FileRule> files) {}
