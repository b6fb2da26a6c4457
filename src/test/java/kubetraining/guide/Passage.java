package kubetraining.guide;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A heading of the guide with its prose: a feature, a rule or a scenario.
 *
 * @param file the name of its feature file
 * @param feature the title of that feature
 * @param section as in {@code section-3}
 * @param name what the heading says
 * @param scenario whether it is a scenario
 * @param tags its own and those it inherits, with their sign
 * @param paragraphs its prose, one line each
 * @param steps what happens in it
 */
record Passage(
    String file,
    String feature,
    String section,
    String name,
    boolean scenario,
    List<String> tags,
    List<String> paragraphs,
    List<Doing> steps) {

  /**
   * One step.
   *
   * @param text as it stands in the guide
   * @param commands what is typed in it, or empty
   * @param outcome whether it says what is seen
   */
  record Doing(String text, String commands, boolean outcome) {}

  /** The prose of a description; lines that are indented further keep their breaks. */
  static List<String> paragraphs(String description) {
    return Arrays.stream(description.stripIndent().strip().split("\n\\s*\n"))
        .filter(paragraph -> !paragraph.isBlank())
        .map(
            paragraph ->
                paragraph.startsWith(" ")
                    ? paragraph
                    : paragraph.lines().map(String::strip).collect(Collectors.joining(" ")))
        .toList();
  }
}
