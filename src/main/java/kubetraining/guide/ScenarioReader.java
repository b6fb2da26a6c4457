package kubetraining.guide;

import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.Location;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleStep;
import io.cucumber.messages.types.PickleTable;
import io.cucumber.messages.types.PickleTableCell;
import io.cucumber.messages.types.PickleTag;
import io.cucumber.messages.types.Rule;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioIds;
import kubetraining.course.ScenarioText;
import kubetraining.course.ScenarioText.StepText;

/** The scenarios of one feature file, and what it tells its reader about each. */
final class ScenarioReader {
  private final FeatureFile file;
  private final Map<String, ScenarioText> texts = new HashMap<>();
  private final Map<String, String> keywords = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  ScenarioReader(FeatureFile file) {
    this.file = file;
    for (FeatureChild child : file.feature().getChildren()) {
      child.getBackground().ifPresent(each -> add(each.getSteps()));
      child.getScenario().ifPresent(each -> add("", "", each));
      child.getRule().ifPresent(this::add);
    }
  }

  /** One for each example of an outline, in their order. */
  List<PlannedScenario> scenarios() {
    var ids = new ScenarioIds(file.name());
    return file.pickles().stream().map(each -> planned(ids.next(each.getName()), each)).toList();
  }

  private void add(Rule rule) {
    for (RuleChild child : rule.getChildren()) {
      child.getBackground().ifPresent(each -> add(each.getSteps()));
      child
          .getScenario()
          .ifPresent(each -> add(rule.getName(), markdown(rule.getDescription()), each));
    }
  }

  private void add(String rule, String ruleProse, Scenario scenario) {
    add(scenario.getSteps());
    var text = new ScenarioText(rule, ruleProse, markdown(scenario.getDescription()), List.of());
    texts.put(scenario.getId(), text);
    lines.put(scenario.getId(), line(scenario.getLocation()));
    scenario.getExamples().stream()
        .flatMap(each -> each.getTableBody().stream())
        .forEach(row -> lines.put(row.getId(), line(row.getLocation())));
  }

  private void add(List<Step> steps) {
    steps.forEach(step -> keywords.put(step.getId(), step.getKeyword().strip()));
  }

  private PlannedScenario planned(String id, Pickle pickle) {
    var nodes = pickle.getAstNodeIds();
    var text = texts.get(nodes.get(0));
    var steps = pickle.getSteps().stream().map(this::step).toList();
    return new PlannedScenario(
        id,
        pickle.getName(),
        file.section(),
        file.name(),
        lines.get(nodes.get(nodes.size() - 1)),
        pickle.getTags().stream().map(PickleTag::getName).distinct().toList(),
        new ScenarioText(text.rule(), text.ruleProse(), text.prose(), steps));
  }

  private StepText step(PickleStep step) {
    String keyword = keywords.get(step.getAstNodeIds().get(0));
    var below = step.getArgument();
    var block = below.flatMap(each -> each.getDocString()).map(each -> each.getContent());
    var table = below.flatMap(each -> each.getDataTable()).map(ScenarioReader::rows);
    return new StepText(keyword, step.getText(), block.orElse(""), table.orElse(List.of()));
  }

  private static List<List<String>> rows(PickleTable table) {
    return table.getRows().stream()
        .map(row -> row.getCells().stream().map(PickleTableCell::getValue).toList())
        .toList();
  }

  private static int line(Location location) {
    return location.getLine().intValue();
  }

  /** Without the indent that the feature file has; deeper indents stay, they mean something. */
  static String markdown(String description) {
    return description == null ? "" : description.stripIndent().strip();
  }
}
