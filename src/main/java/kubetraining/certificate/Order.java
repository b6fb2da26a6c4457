package kubetraining.certificate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is to be certified, and where the certificate goes.
 *
 * @param reports the folder of the run's reports
 * @param features the folder of the feature files that were run
 * @param target the folder of the certificate; the zip lies beside it
 * @param versions of the programs that took part, by name
 * @param troubles what went wrong beside the scenarios
 */
public record Order(
    Path reports, Path features, Path target, Map<String, String> versions, List<String> troubles) {
  public Order {
    versions = Map.copyOf(versions);
    troubles = List.copyOf(troubles);
  }

  /** Where the same certificate lies as one file. */
  Path zip() {
    return target.resolveSibling(target.getFileName() + ".zip");
  }
}
