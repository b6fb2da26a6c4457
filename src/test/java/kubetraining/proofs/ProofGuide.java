package kubetraining.proofs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.course.FeatureText;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioIds;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.guide.FeatureCatalogue;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;

/** The guide with its lessons, and feature files in which rows stand in their place. */
final class ProofGuide {
  private static final String NEEDS = "@needs(";
  private final FeatureCatalogue guide;
  private final Map<String, PlannedScenario> lessons = new LinkedHashMap<>();

  ProofGuide(Path features) {
    guide = FeatureCatalogue.read(features);
    guide.scenarios().forEach(each -> lessons.put(each.id(), each));
  }

  List<PlannedScenario> scenarios() {
    return guide.scenarios();
  }

  /** The lesson that a row takes. */
  PlannedScenario lesson(Row row) {
    return lesson(row, row.proves().get(0));
  }

  /**
   * A scenario that a row proves.
   *
   * @throws IllegalArgumentException if the guide has none of that id
   */
  PlannedScenario lesson(Row row, String id) {
    var lesson = lessons.get(id);
    if (lesson == null) {
      throw new IllegalArgumentException(
          Texts.of(
              "%s: '%s' proves %s, which the guide does not have", row.file(), row.name(), id));
    }
    return lesson;
  }

  /**
   * Writes these rows as features, beside copies of what belongs to the guide.
   *
   * @return the row for which a file was written that holds all scenarios of a file of the guide
   */
  Map<String, Row> write(List<Row> rows, Path project, Path target) throws IOException {
    copy(project.resolve("manifests"), target.resolve("manifests"));
    Path features = Files.createDirectories(target.resolve("features"));
    for (Path old : ProjectFiles.in(features)) {
      Files.delete(old);
    }
    var byFile =
        rows.stream()
            .filter(row -> !row.whole())
            .collect(
                Collectors.groupingBy(
                    row -> lesson(row).file(), LinkedHashMap::new, Collectors.toList()));
    for (var each : byFile.entrySet()) {
      Files.writeString(features.resolve(each.getKey()), text(each.getKey(), each.getValue()));
    }
    var wholes = new LinkedHashMap<String, Row>();
    for (Row row : rows.stream().filter(Row::whole).toList()) {
      String file = Texts.of("%s-whole-%d.feature", base(lesson(row).file()), wholes.size() + 1);
      Files.writeString(features.resolve(file), wholeText(file, row));
      wholes.put(file, row);
    }
    return wholes;
  }

  private String text(String file, List<Row> rows) {
    var text = new StringBuilder(head(file));
    for (Row row : rows) {
      var lesson = lesson(row);
      append(row.name(), tags(lesson).toList(), ChangedLesson.of(lesson, row), text);
    }
    return text.toString();
  }

  /** All scenarios of the guide's file, in their order, with the needs that they have there. */
  private String wholeText(String file, Row row) {
    var lesson = lesson(row);
    var all =
        guide.scenarios().stream()
            .filter(each -> each.file().equals(lesson.file()))
            .filter(each -> !each.tags().contains("@slow"))
            .toList();
    var ids = new ScenarioIds(file);
    var renamed = new HashMap<String, String>();
    all.forEach(each -> renamed.put(each.id(), ids.next(nameIn(each, row))));
    var text = new StringBuilder(head(lesson.file()));
    for (PlannedScenario each : all) {
      var needs =
          each.tags().stream()
              .filter(tag -> tag.startsWith(NEEDS))
              .map(tag -> renamed.get(tag.substring(NEEDS.length(), tag.length() - 1)))
              .filter(Objects::nonNull)
              .map(id -> Texts.of("%s%s)", NEEDS, id));
      append(
          nameIn(each, row),
          Stream.concat(tags(each), needs).toList(),
          each == lesson ? ChangedLesson.of(each, row) : each.text().steps(),
          text);
    }
    return text.toString();
  }

  private String nameIn(PlannedScenario scenario, Row row) {
    return scenario == lesson(row) ? row.name() : scenario.name();
  }

  private String head(String file) {
    FeatureText feature =
        guide.features().stream()
            .filter(each -> each.file().equals(file))
            .findFirst()
            .orElseThrow();
    return Texts.of("@%s\nFeature: %s\n", feature.section(), feature.title());
  }

  private static Stream<String> tags(PlannedScenario scenario) {
    return scenario.tags().stream()
        .filter(tag -> !tag.startsWith(NEEDS) && !tag.equals("@" + scenario.section()));
  }

  private static String base(String file) {
    return file.substring(0, file.length() - ".feature".length());
  }

  private static void append(
      String name, List<String> tags, List<StepText> steps, StringBuilder text) {
    text.append('\n');
    tags.forEach(tag -> text.append("  ").append(tag).append('\n'));
    text.append(Texts.of("  Scenario: %s\n", name));
    steps.forEach(step -> append(step, text));
  }

  private static void append(StepText step, StringBuilder text) {
    text.append(Texts.of("    %s %s\n", step.keyword(), step.text()));
    if (step.text().endsWith(":") && step.table().isEmpty()) {
      text.append("      \"\"\"bash\n")
          .append(step.docString().replace("\"\"\"", "\\\"\\\"\\\"").indent(6))
          .append("      \"\"\"\n");
    }
    for (List<String> cells : step.table()) {
      text.append(
          cells.stream()
              .map(cell -> cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n"))
              .collect(Collectors.joining(" | ", "      | ", " |\n")));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path each : ProjectFiles.below(from)) {
      Path there = to.resolve(from.relativize(each).toString());
      Files.createDirectories(there.getParent());
      Files.copy(each, there, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
