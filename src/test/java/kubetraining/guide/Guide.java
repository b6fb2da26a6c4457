package kubetraining.guide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kubetraining.course.FeatureText;
import kubetraining.course.PlannedScenario;
import kubetraining.host.Texts;

/**
 * The prose of the feature files, in the order in which it is read.
 *
 * @param outlines where each outline is, by its name
 */
record Guide(FeatureCatalogue catalogue, Map<String, String> outlines) {
  private static final Pattern OUTLINE = Pattern.compile("(?m)^ *Scenario Outline: (.*)$");

  static Guide read(Path features) {
    var outlines = new HashMap<String, String>();
    for (Path file : FeatureFile.pathsIn(features)) {
      OUTLINE
          .matcher(String.join("\n", Texts.lines(file)))
          .results()
          .forEach(each -> outlines.put(each.group(1), file.getFileName().toString()));
    }
    return new Guide(FeatureCatalogue.read(features), outlines);
  }

  /** The title of each section there is. A section may be told in several files. */
  Map<String, String> titles() {
    return catalogue.sections();
  }

  List<Passage> passages() {
    var passages = new ArrayList<Passage>();
    for (FeatureText feature : catalogue.features()) {
      passages.add(new Passage(feature, feature.title(), feature.prose(), Optional.empty()));
      String rule = "";
      for (PlannedScenario each : catalogue.scenarios()) {
        if (each.file().equals(feature.file())) {
          var text = each.text();
          if (!text.rule().equals(rule)) {
            rule = text.rule();
            passages.add(new Passage(feature, rule, text.ruleProse(), Optional.empty()));
          }
          passages.add(new Passage(feature, each.name(), text.prose(), Optional.of(each)));
        }
      }
    }
    return passages;
  }

  /** Where scenarios of a name are, or an outline of that name. */
  List<String> files(String name) {
    return Stream.concat(
            catalogue.scenarios().stream()
                .filter(each -> each.name().equals(name))
                .map(PlannedScenario::file),
            Stream.ofNullable(outlines.get(name)))
        .toList();
  }
}
