package kubetraining.guide;

import io.cucumber.messages.types.DocString;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.Rule;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Step;
import io.cucumber.messages.types.StepKeywordType;
import io.cucumber.messages.types.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The prose of the feature files, in the order in which it is read. */
final class Guide {
  private final Map<String, String> titles = new LinkedHashMap<>();
  private final List<Passage> passages = new ArrayList<>();
  private final Map<String, Passage> scenarios = new LinkedHashMap<>();
  private final Set<String> ambiguous = new TreeSet<>();

  private Guide() {}

  static Guide read(Path features) {
    var guide = new Guide();
    FeatureFile.readAll(features).forEach(guide::add);
    return guide;
  }

  /** The title of each section there is. A section may be told in several files. */
  Map<String, String> titles() {
    return titles;
  }

  List<Passage> passages() {
    return passages;
  }

  /** Scenarios by name; those of an outline also by the names of its examples. */
  Map<String, Passage> scenarios() {
    return scenarios;
  }

  /** Names that more than one scenario bears, so that nobody can cite them. */
  Set<String> ambiguous() {
    return ambiguous;
  }

  private void add(FeatureFile file) {
    var feature = file.feature();
    titles.putIfAbsent(file.section(), feature.getName());
    var tags = and(Set.of(), feature.getTags());
    passages.add(
        passage(file, feature.getName(), false, tags, feature.getDescription(), List.of()));
    for (FeatureChild child : feature.getChildren()) {
      child.getScenario().ifPresent(scenario -> add(file, tags, scenario));
      child.getRule().ifPresent(rule -> add(file, tags, rule));
    }
  }

  private void add(FeatureFile file, Set<String> above, Rule rule) {
    var tags = and(above, rule.getTags());
    passages.add(passage(file, rule.getName(), false, tags, rule.getDescription(), List.of()));
    for (RuleChild child : rule.getChildren()) {
      child.getScenario().ifPresent(scenario -> add(file, tags, scenario));
    }
  }

  private void add(FeatureFile file, Set<String> above, Scenario scenario) {
    var passage =
        passage(
            file,
            scenario.getName(),
            true,
            and(above, scenario.getTags()),
            scenario.getDescription(),
            scenario.getSteps());
    passages.add(passage);
    if (scenarios.putIfAbsent(scenario.getName(), passage) != null) {
      ambiguous.add(scenario.getName());
    }
    file.pickles().stream()
        .filter(pickle -> pickle.getAstNodeIds().contains(scenario.getId()))
        .map(Pickle::getName)
        .forEach(name -> scenarios.putIfAbsent(name, passage));
  }

  private static Passage passage(
      FeatureFile file,
      String name,
      boolean scenario,
      Set<String> tags,
      String description,
      List<Step> steps) {
    return new Passage(
        file.name(),
        file.feature().getName(),
        file.section(),
        name,
        scenario,
        List.copyOf(tags),
        Passage.paragraphs(description),
        doings(steps));
  }

  private static List<Passage.Doing> doings(List<Step> steps) {
    var doings = new ArrayList<Passage.Doing>();
    boolean outcome = false;
    for (Step step : steps) {
      var type = step.getKeywordType().orElse(StepKeywordType.UNKNOWN);
      if (type != StepKeywordType.CONJUNCTION) {
        outcome = type == StepKeywordType.OUTCOME;
      }
      String typed = step.getDocString().map(DocString::getContent).orElse("");
      doings.add(new Passage.Doing(step.getText(), typed, outcome));
    }
    return doings;
  }

  private static Set<String> and(Set<String> above, List<Tag> own) {
    var all = new TreeSet<>(above);
    own.stream().map(Tag::getName).forEach(all::add);
    return all;
  }
}
