package kubetraining.guide;

import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleStep;
import io.cucumber.messages.types.PickleStepArgument;
import io.cucumber.messages.types.PickleTableCell;
import io.cucumber.messages.types.PickleTableRow;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kubetraining.course.ScenarioText;
import kubetraining.course.ScenarioText.StepText;

/** What a feature file tells its reader about each scenario. */
final class GuideTexts {
  private final Map<String, ScenarioText> byNode = new HashMap<>();
  private final Map<String, String> keywords = new HashMap<>();

  private GuideTexts() {}

  static GuideTexts of(Feature feature) {
    var texts = new GuideTexts();
    for (FeatureChild child : feature.getChildren()) {
      child.getBackground().ifPresent(each -> texts.addSteps(each.getSteps()));
      child.getScenario().ifPresent(each -> texts.add("", "", each));
      child
          .getRule()
          .ifPresent(
              rule -> {
                String prose = markdown(rule.getDescription());
                for (RuleChild each : rule.getChildren()) {
                  each.getBackground().ifPresent(steps -> texts.addSteps(steps.getSteps()));
                  each.getScenario()
                      .ifPresent(scenario -> texts.add(rule.getName(), prose, scenario));
                }
              });
    }
    return texts;
  }

  private void add(String rule, String ruleProse, Scenario scenario) {
    addSteps(scenario.getSteps());
    byNode.put(
        scenario.getId(),
        new ScenarioText(rule, ruleProse, markdown(scenario.getDescription()), List.of()));
  }

  private void addSteps(List<Step> steps) {
    steps.forEach(step -> keywords.put(step.getId(), step.getKeyword().strip()));
  }

  /** The text of one scenario; of an outline, with the words of its example put in. */
  ScenarioText of(Pickle pickle) {
    var text = byNode.getOrDefault(pickle.getAstNodeIds().get(0), ScenarioText.NONE);
    return new ScenarioText(
        text.rule(),
        text.ruleProse(),
        text.prose(),
        pickle.getSteps().stream().map(this::step).toList());
  }

  private StepText step(PickleStep step) {
    var argument = step.getArgument();
    return new StepText(
        keywords.getOrDefault(step.getAstNodeIds().get(0), ""),
        step.getText(),
        argument
            .flatMap(PickleStepArgument::getDocString)
            .map(block -> block.getContent())
            .orElse(""),
        argument
            .flatMap(PickleStepArgument::getDataTable)
            .map(table -> table.getRows().stream().map(GuideTexts::cells).toList())
            .orElse(List.of()));
  }

  private static List<String> cells(PickleTableRow row) {
    return row.getCells().stream().map(PickleTableCell::getValue).toList();
  }

  /** Without the indent that the feature file has; deeper indents stay, they mean something. */
  static String markdown(String description) {
    String text = description == null ? "" : description;
    return text.stripIndent().strip();
  }
}
