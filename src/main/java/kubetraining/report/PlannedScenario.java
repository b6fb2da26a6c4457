package kubetraining.report;

import java.util.List;

/**
 * A scenario of the guide, as it stands in a feature file.
 *
 * @param id stable as long as file and name are: {@code 03-spark/two-executors-compute-pi}
 * @param section the section's tag without its sign, {@code section-3}
 * @param file the name of its feature file
 * @param line the line that tells it from all others in that file
 * @param tags its own tags and those it inherits, with their sign
 */
public record PlannedScenario(
    String id, String name, String section, String file, int line, List<String> tags) {
  public PlannedScenario {
    tags = List.copyOf(tags);
  }
}
