package kubetraining.artifact;

import java.util.List;
import java.util.Map;

/**
 * What {@code artifacts/machine.json} says of the machines of a lab.
 *
 * @param rootFileSystem the recipe of their root file system
 * @param files what is laid over it
 * @param packagesFor its packages that only the files of an artifact need, by that artifact's name
 */
record MachinePlan(
    String rootFileSystem, List<FileRule> files, Map<String, List<String>> packagesFor) {
  MachinePlan {
    packagesFor = packagesFor == null ? Map.of() : Map.copyOf(packagesFor);
  }
}
