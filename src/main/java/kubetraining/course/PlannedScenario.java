package kubetraining.course;

import java.util.List;

/**
 * A scenario of the guide, as it is written in a feature file.
 *
 * @param id stable as long as file and name are: {@code 03-spark/two-executors-compute-pi}
 * @param section the section's tag without its sign, {@code section-3}
 * @param file the name of its feature file
 * @param line the line that tells it from all others in that file
 * @param tags its own tags and those it inherits, with their sign
 * @param text what the reader is told about it
 */
public record PlannedScenario(
    String id,
    String name,
    String section,
    String file,
    int line,
    List<String> tags,
    ScenarioText text) {
  private static final String LACKS = "@lacks(";

  /** One without any text, for a scenario that the guide does not have. */
  public PlannedScenario(
      String id, String name, String section, String file, int line, List<String> tags) {
    this(id, name, section, file, line, tags, ScenarioText.NONE);
  }

  /** Whether its section is certified only if this is done. */
  public boolean essential() {
    return tags.contains("@essential") && !bonus();
  }

  /** Whether it works on this computer alone, so that no lab that has failed is in its way. */
  public boolean withoutLab() {
    return tags.contains("@no-lab");
  }

  /** What it takes that the lab does not have, in words; none for most. */
  public List<String> lacks() {
    return tags.stream()
        .filter(each -> each.startsWith(LACKS))
        .map(each -> each.substring(LACKS.length(), each.length() - 1).replace('_', ' '))
        .toList();
  }

  /** The tag of a scenario that takes what the lab does not have. */
  public static String lacking(String words) {
    return LACKS + words.replace(' ', '_') + ")";
  }

  /** Whether its section can do without it. */
  public boolean bonus() {
    return tags.contains("@bonus");
  }
}
