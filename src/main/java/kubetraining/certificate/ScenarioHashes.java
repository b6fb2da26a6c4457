package kubetraining.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleStep;
import io.cucumber.messages.types.PickleTag;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One checksum for all that a scenario says and does, also by the background it stands on. */
final class ScenarioHashes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<String, List<String>> byNode = new HashMap<>();
  private final Map<String, String> keywords = new HashMap<>();

  ScenarioHashes(Feature feature) {
    for (FeatureChild child : feature.getChildren()) {
      child.getBackground().ifPresent(each -> steps(each.getSteps()));
      child.getScenario().ifPresent(each -> add("", each));
      child
          .getRule()
          .ifPresent(rule -> rule.getChildren().forEach(each -> add(rule.getName(), each)));
    }
  }

  private void add(String rule, RuleChild child) {
    child.getBackground().ifPresent(each -> steps(each.getSteps()));
    child.getScenario().ifPresent(each -> add(rule, each));
  }

  private void add(String rule, Scenario scenario) {
    steps(scenario.getSteps());
    byNode.put(scenario.getId(), List.of(rule, normal(scenario.getDescription())));
  }

  private void steps(List<Step> steps) {
    steps.forEach(step -> keywords.put(step.getId(), step.getKeyword().strip()));
  }

  static List<String> tags(Pickle pickle) {
    return pickle.getTags().stream().map(PickleTag::getName).distinct().toList();
  }

  String of(Pickle pickle) {
    var parts = new ArrayList<Object>();
    parts.add(pickle.getName());
    parts.add(tags(pickle));
    parts.add(byNode.getOrDefault(pickle.getAstNodeIds().get(0), List.of()));
    pickle.getSteps().forEach(step -> parts.add(step(step)));
    try {
      // A list of lists as JSON: no two scenarios that differ are written alike.
      return Sha256.of(JSON.writeValueAsString(parts));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a scenario cannot be written down", e);
    }
  }

  private List<Object> step(PickleStep step) {
    var parts = new ArrayList<Object>();
    parts.add(keywords.getOrDefault(step.getAstNodeIds().get(0), ""));
    parts.add(step.getText());
    step.getArgument()
        .flatMap(argument -> argument.getDocString())
        .ifPresent(
            block -> parts.add(List.of(block.getMediaType().orElse(""), block.getContent())));
    step.getArgument()
        .flatMap(argument -> argument.getDataTable())
        .ifPresent(
            table ->
                parts.add(
                    table.getRows().stream()
                        .map(row -> row.getCells().stream().map(cell -> cell.getValue()).toList())
                        .toList()));
    return parts;
  }

  private static String normal(String description) {
    return description == null
        ? ""
        : String.join(
            "\n",
            description
                .stripIndent()
                .strip()
                .lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList());
  }
}
