package kubetraining.guide;

import io.cucumber.messages.types.Examples;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleTag;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.TableRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import kubetraining.course.FeatureText;
import kubetraining.course.Needs;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioIds;

/** Every scenario of the feature files, known before any of them runs. */
public final class FeatureCatalogue {
  private final Map<String, String> sections = new LinkedHashMap<>();
  private final List<FeatureText> features = new ArrayList<>();
  private final List<PlannedScenario> scenarios = new ArrayList<>();

  private FeatureCatalogue() {}

  /** Reads all feature files of a folder. */
  public static FeatureCatalogue read(Path folder) {
    var catalogue = new FeatureCatalogue();
    try {
      FeatureFile.readAll(folder).forEach(catalogue::add);
    } catch (GuideException e) {
      throw new RunRefusedException(e.getMessage());
    }
    return catalogue;
  }

  /** Title by section, in the order of the files. */
  Map<String, String> sections() {
    return sections;
  }

  /** The feature files, in their order. */
  public List<FeatureText> features() {
    return List.copyOf(features);
  }

  /** Every scenario, in the order of the files. */
  public List<PlannedScenario> scenarios() {
    return List.copyOf(scenarios);
  }

  /** The tags to choose scenarios by; those that say what is needed are not among them. */
  SortedSet<String> tags() {
    var tags = new TreeSet<String>();
    scenarios.forEach(scenario -> tags.addAll(scenario.tags()));
    tags.removeIf(Needs::isNeed);
    return tags;
  }

  private void add(FeatureFile file) {
    sections.putIfAbsent(file.section(), file.feature().getName());
    features.add(
        new FeatureText(
            file.name(),
            file.section(),
            file.feature().getName(),
            GuideTexts.markdown(file.feature().getDescription())));
    var texts = GuideTexts.of(file.feature());
    var lines = linesOf(file.feature());
    var ids = new ScenarioIds(file.name());
    file.pickles().forEach(pickle -> scenarios.add(planned(file, lines, texts, ids, pickle)));
  }

  private static PlannedScenario planned(
      FeatureFile file, Map<String, Long> lines, GuideTexts texts, ScenarioIds ids, Pickle pickle) {
    var nodes = pickle.getAstNodeIds();
    return new PlannedScenario(
        ids.next(pickle.getName()),
        pickle.getName(),
        file.section(),
        file.name(),
        lines.get(nodes.get(nodes.size() - 1)).intValue(),
        pickle.getTags().stream().map(PickleTag::getName).distinct().toList(),
        texts.of(pickle));
  }

  private static Map<String, Long> linesOf(Feature feature) {
    var lines = new HashMap<String, Long>();
    feature.getChildren().stream()
        .flatMap(FeatureCatalogue::scenariosOf)
        .forEach(
            scenario -> {
              lines.put(scenario.getId(), scenario.getLocation().getLine().longValue());
              scenario.getExamples().stream()
                  .map(Examples::getTableBody)
                  .flatMap(List<TableRow>::stream)
                  .forEach(row -> lines.put(row.getId(), row.getLocation().getLine().longValue()));
            });
    return lines;
  }

  private static Stream<Scenario> scenariosOf(FeatureChild child) {
    return Stream.concat(
        child.getScenario().stream(),
        child.getRule().stream()
            .flatMap(rule -> rule.getChildren().stream())
            .map(RuleChild::getScenario)
            .flatMap(scenario -> scenario.stream()));
  }
}
