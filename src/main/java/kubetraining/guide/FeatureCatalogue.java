package kubetraining.guide;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import kubetraining.course.FeatureText;
import kubetraining.course.Needs;
import kubetraining.course.PlannedScenario;

/**
 * Every scenario of the feature files, known before any of them runs.
 *
 * @param features the feature files, in their order
 * @param scenarios in the order of the files
 */
public record FeatureCatalogue(List<FeatureText> features, List<PlannedScenario> scenarios) {

  /**
   * Reads all feature files of a folder.
   *
   * @throws RunRefusedException if one of them cannot be read
   */
  public static FeatureCatalogue read(Path folder) {
    try {
      var files = FeatureFile.readAll(folder);
      return new FeatureCatalogue(
          files.stream().map(FeatureFile::text).toList(),
          files.stream().flatMap(file -> file.scenarios().stream()).toList());
    } catch (GuideException e) {
      throw new RunRefusedException(e.getMessage());
    }
  }

  /** Title by section, in the order of the files. */
  Map<String, String> sections() {
    var sections = new LinkedHashMap<String, String>();
    features.forEach(each -> sections.putIfAbsent(each.section(), each.title()));
    return sections;
  }

  /** The tags to choose scenarios by; those that say what is needed are not among them. */
  SortedSet<String> tags() {
    var tags = new TreeSet<String>();
    scenarios.forEach(scenario -> tags.addAll(scenario.tags()));
    tags.removeIf(Needs::isNeed);
    return tags;
  }
}
