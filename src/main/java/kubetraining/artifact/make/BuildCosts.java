package kubetraining.artifact.make;

import java.util.Properties;
import kubetraining.host.Texts;

/**
 * What it costs to make each artifact, in comparison with the others: its part of the seconds that
 * a build of all of them took, where what went on at the same time shares them equally.
 *
 * <p>Measured on 2026-11-28: a build of all 49 from empty caches on two cores, in 842 s. That log
 * is {@code src/test/resources/kubetraining/artifact/make/cold-build.log}: while one is under way,
 * it is booked the time that passes, divided by how many are. {@code ForecastTest} tells that build
 * again. Only what they are in comparison matters.
 */
final class BuildCosts {
  /** Of what was not measured: that of a middling image. */
  static final double DEFAULT = 6;

  private static final Properties MEASURED =
      Texts.properties(BuildCosts.class, "build-costs.properties");

  private BuildCosts() {}

  /** In seconds of the computer that was measured. */
  static double of(Artifact artifact) {
    if (artifact.maker().fetches()) {
      return DEFAULT;
    }
    String cost = MEASURED.getProperty(nameOf(artifact.name()));
    return cost == null ? DEFAULT : Double.parseDouble(cost);
  }

  /** The name without the version that those of images end with. */
  static String nameOf(String artifact) {
    return artifact.replaceFirst("-v?\\d+\\..*$", "");
  }
}
