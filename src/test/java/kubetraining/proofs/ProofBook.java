package kubetraining.proofs;

import io.cucumber.messages.types.Rule;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Step;
import io.cucumber.messages.types.Tag;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kubetraining.course.Outcome;
import kubetraining.course.ScenarioIds;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.guide.FeatureFile;
import kubetraining.host.Texts;

/** All rows, as they stand in the folder of proofs: one rule for each scenario that is proven. */
final class ProofBook {
  private static final Pattern PROVES = Pattern.compile("@proves\\((.*)\\)");
  private static final Pattern OUTCOME =
      Pattern.compile(
          "the outcome is (?<outcome>[A-Z_]+)"
              + "(?:, and the message contains (?:\"(?<words>.*)\"|'(?<quoted>.*)'))?");

  private static final String WHOLE = "@whole";

  private ProofBook() {}

  /**
   * Reads all files of a folder.
   *
   * @throws IllegalArgumentException if one of them is no matrix, naming the row
   */
  static List<Row> read(Path folder) {
    return FeatureFile.readAll(folder).stream().flatMap(ProofBook::rows).toList();
  }

  private static Stream<Row> rows(FeatureFile file) {
    var ids = new ScenarioIds(file.name());
    return file.feature().getChildren().stream()
        .flatMap(child -> child.getRule().stream())
        .flatMap(rule -> rows(file.name(), rule, ids));
  }

  private static Stream<Row> rows(String file, Rule rule, ScenarioIds ids) {
    var proves =
        names(rule.getTags())
            .map(PROVES::matcher)
            .filter(Matcher::matches)
            .map(tag -> tag.group(1))
            .toList();
    if (proves.isEmpty()) {
      throw new IllegalArgumentException(
          Texts.of("%s: the rule '%s' has no tag @proves(...)", file, rule.getName()));
    }
    return rule.getChildren().stream()
        .flatMap(child -> child.getScenario().stream())
        .map(
            scenario -> {
              String name = Texts.of("%s (%s)", scenario.getName(), rule.getName());
              return row(ids.next(name), name, file, proves, scenario);
            });
  }

  private static Stream<String> names(List<Tag> tags) {
    return tags.stream().map(Tag::getName);
  }

  private static Row row(
      String id, String name, String file, List<String> proves, Scenario scenario) {
    var steps = scenario.getSteps().stream().map(ProofBook::text).toList();
    if (steps.isEmpty()) {
      throw new IllegalArgumentException(Texts.of("%s: '%s' has no step", file, name));
    }
    String last = steps.get(steps.size() - 1).text();
    Matcher outcome = OUTCOME.matcher(last);
    if (!outcome.matches()) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: '%s' must end with 'Then the outcome is WRONG, and the message contains \"...\"', or '... is DONE', not with '%s'",
              file, name, last));
    }
    var ends = Outcome.valueOf(outcome.group("outcome"));
    String words =
        Optional.ofNullable(outcome.group("words"))
            .or(() -> Optional.ofNullable(outcome.group("quoted")))
            .orElse("");
    Row.Kind kind = kind(file, name, scenario);
    if ((kind == Row.Kind.RIGHT) != (ends == Outcome.DONE)
        || (ends == Outcome.DONE) != words.isEmpty()) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: '%s': what is right is DONE, and all else fails with words that tell why",
              file, name));
    }
    boolean whole = names(scenario.getTags()).anyMatch(WHOLE::equals);
    return new Row(
        id, name, file, proves, kind, whole, steps.subList(0, steps.size() - 1), ends, words);
  }

  private static Row.Kind kind(String file, String name, Scenario scenario) {
    var tags = names(scenario.getTags()).toList();
    return Stream.of(Row.Kind.values())
        .filter(kind -> tags.contains(kind.tag()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Texts.of("%s: '%s' is none of %s", file, name, List.of(Row.Kind.values()))));
  }

  private static StepText text(Step step) {
    return new StepText(
        step.getKeyword().strip(),
        step.getText(),
        step.getDocString().map(block -> block.getContent()).orElse(""),
        List.of());
  }
}
