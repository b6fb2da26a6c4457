package kubetraining.certificate;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is to be certified, and where the certificate goes.
 *
 * @param reports the folder of the run's reports
 * @param inputs what the run stood on when it began
 * @param target the folder of the certificate; the zip lies beside it
 * @param versions of the programs that took part, by name
 */
public record Order(Path reports, Inputs inputs, Path target, Map<String, String> versions) {

  /** Where the same certificate lies as one file. */
  Path zip() {
    return target.resolveSibling(target.getFileName() + ".zip");
  }
}
