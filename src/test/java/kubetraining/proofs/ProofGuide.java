package kubetraining.proofs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kubetraining.course.FeatureText;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.guide.FeatureCatalogue;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;

/** The guide with its lessons, and feature files in which rows stand in their place. */
final class ProofGuide {
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

  /** Writes these rows as features, beside copies of what belongs to the guide. */
  void write(List<Row> rows, Path project, Path target) throws IOException {
    copy(project.resolve("manifests"), target.resolve("manifests"));
    Path features = Files.createDirectories(target.resolve("features"));
    var byFile =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> lesson(row).file(), LinkedHashMap::new, Collectors.toList()));
    for (var each : byFile.entrySet()) {
      Files.writeString(features.resolve(each.getKey()), text(each.getKey(), each.getValue()));
    }
  }

  private String text(String file, List<Row> rows) {
    FeatureText feature =
        guide.features().stream()
            .filter(each -> each.file().equals(file))
            .findFirst()
            .orElseThrow();
    var text = new StringBuilder();
    text.append(Texts.of("@%s\nFeature: %s\n", feature.section(), feature.title()));
    for (Row row : rows) {
      var lesson = lesson(row);
      text.append('\n');
      lesson.tags().stream()
          .filter(tag -> !tag.startsWith("@needs(") && !tag.equals("@" + lesson.section()))
          .forEach(tag -> text.append("  ").append(tag).append('\n'));
      text.append(Texts.of("  Scenario: %s\n", row.name()));
      ChangedLesson.of(lesson, row).forEach(step -> append(step, text));
    }
    return text.toString();
  }

  private static void append(StepText step, StringBuilder text) {
    text.append(Texts.of("    %s %s\n", step.keyword(), step.text()));
    if (step.text().endsWith(":") && step.table().isEmpty()) {
      text.append("      \"\"\"bash\n")
          .append(
              step.docString().replace("\\", "\\\\").replace("\"\"\"", "\\\"\\\"\\\"").indent(6))
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
      Files.copy(each, there, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
