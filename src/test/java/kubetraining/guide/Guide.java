package kubetraining.guide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  private static final String HEAD =
      """
      # Contents

      The guide at a glance. Each section has a few rules, and below each rule are the scenarios that show it to be true.

      Generated from `features/` by `%s`; make changes there.
      """;

  /**
   * A heading of the guide with its prose: a feature, a rule or a scenario.
   *
   * @param feature where it is
   * @param name what the heading says
   * @param scenario what it is the heading of, if that is a scenario
   */
  record Passage(
      FeatureText feature, String name, String prose, Optional<PlannedScenario> scenario) {

    boolean isFeature() {
      return scenario.isEmpty() && name.equals(feature.title());
    }

    /**
     * The prose, one line for each paragraph; lines that are indented further keep their breaks.
     */
    List<String> paragraphs() {
      return Arrays.stream(prose.split("\n\\s*\n"))
          .filter(paragraph -> !paragraph.isBlank())
          .map(
              paragraph ->
                  paragraph.startsWith(" ")
                      ? paragraph
                      : paragraph.lines().map(String::strip).collect(Collectors.joining(" ")))
          .toList();
    }
  }

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

  /** The table of contents: sections, their rules, and the names of their scenarios. */
  String contents() {
    var text = new StringBuilder(Texts.of(HEAD, GeneratedDocs.COMMAND));
    for (Passage each : passages()) {
      if (each.isFeature()) {
        text.append(Texts.of("\n## [%s](../features/%s)\n\n", each.name(), each.feature().file()));
      } else {
        boolean underRule = each.scenario().filter(it -> !it.text().rule().isEmpty()).isPresent();
        text.append(underRule ? "  - " : "- ").append(Markdown.cell(each.name())).append("\n");
      }
    }
    return text.toString();
  }
}
