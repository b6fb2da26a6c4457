package kubetraining.guide;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kubetraining.course.FeatureText;
import kubetraining.course.PlannedScenario;

/**
 * A heading of the guide with its prose: a feature, a rule or a scenario.
 *
 * @param feature where it is
 * @param name what the heading says
 * @param scenario what it is the heading of, if that is a scenario
 */
record Passage(FeatureText feature, String name, String prose, Optional<PlannedScenario> scenario) {

  boolean isFeature() {
    return scenario.isEmpty() && name.equals(feature.title());
  }

  /** The prose, one line for each paragraph; lines that are indented further keep their breaks. */
  List<String> paragraphs() {
    return Arrays.stream(prose.split("\n\\s*\n"))
        .filter(paragraph -> !paragraph.isBlank())
        .map(
            paragraph ->
                paragraph.startsWith(" ")
                    ? paragraph
                    : paragraph.lines().map(String::strip).collect(Collectors.joining(" ")))
        .toList();
  }
}
