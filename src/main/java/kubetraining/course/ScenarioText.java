package kubetraining.course;

import java.util.List;

/**
 * What the guide says about a scenario.
 *
 * @param rule the rule that it is under, empty if there is none
 * @param ruleProse what the guide says about that rule, Markdown
 * @param prose what the guide says about the scenario itself, Markdown
 * @param steps what is done and seen, those of the background first
 */
public record ScenarioText(String rule, String ruleProse, String prose, List<StepText> steps) {
  /** Nothing is said. */
  public static final ScenarioText NONE = new ScenarioText("", "", "", List.of());

  /**
   * One step.
   *
   * @param keyword as it is written, {@code Given}, without the blank behind it
   * @param docString the block of text below it, empty if there is none
   * @param table the table below it, a list of rows; empty if there is none
   */
  public record StepText(String keyword, String text, String docString, List<List<String>> table) {}
}
