package kubetraining.steps;

import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.Examples;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleTag;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.TableRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import kubetraining.report.PlannedScenario;

/** Every scenario of the feature files, known before any of them runs. */
final class FeatureCatalogue {
  private static final int LONGEST_SLUG = 60;
  private final Map<String, String> sections = new LinkedHashMap<>();
  private final List<PlannedScenario> scenarios = new ArrayList<>();

  private FeatureCatalogue() {}

  static FeatureCatalogue read(Path folder) {
    var catalogue = new FeatureCatalogue();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".feature")).sorted().toList()) {
        catalogue.add(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the features in " + folder.toAbsolutePath(), e);
    }
    return catalogue;
  }

  /** Title by section, in the order of the files. */
  Map<String, String> sections() {
    return sections;
  }

  List<PlannedScenario> scenarios() {
    return List.copyOf(scenarios);
  }

  SortedSet<String> tags() {
    var tags = new TreeSet<String>();
    scenarios.forEach(scenario -> tags.addAll(scenario.tags()));
    return tags;
  }

  private void add(Path file) throws IOException {
    List<Envelope> envelopes = GherkinParser.builder().build().parse(file).toList();
    envelopes.stream()
        .flatMap(envelope -> envelope.getParseError().stream())
        .findFirst()
        .ifPresent(
            error -> {
              throw new RunRefusedException(
                  "%s cannot be read: %s".formatted(file, error.getMessage()));
            });
    envelopes.stream()
        .flatMap(envelope -> envelope.getGherkinDocument().stream())
        .forEach(
            document ->
                document
                    .getFeature()
                    .ifPresent(feature -> add(file, feature, linesOf(document), envelopes)));
  }

  private void add(Path file, Feature feature, Map<String, Long> lines, List<Envelope> envelopes) {
    String section =
        feature.getTags().stream()
            .map(tag -> tag.getName())
            .filter(tag -> tag.startsWith("@section-"))
            .map(tag -> tag.substring(1))
            .findFirst()
            .orElseThrow(
                () -> new RunRefusedException(file + " bears no tag @section-N at its feature"));
    sections.putIfAbsent(section, feature.getName());
    Set<String> taken = new HashSet<>();
    envelopes.stream()
        .flatMap(envelope -> envelope.getPickle().stream())
        .forEach(pickle -> scenarios.add(planned(file, section, lines, taken, pickle)));
  }

  private static PlannedScenario planned(
      Path file, String section, Map<String, Long> lines, Set<String> taken, Pickle pickle) {
    String fileName = String.valueOf(file.getFileName());
    String id = fileName.replace(".feature", "") + "/" + slug(pickle.getName());
    String unique = id;
    for (int i = 2; !taken.add(unique); i++) {
      unique = id + "-" + i;
    }
    var nodes = pickle.getAstNodeIds();
    return new PlannedScenario(
        unique,
        pickle.getName(),
        section,
        fileName,
        lines.get(nodes.get(nodes.size() - 1)).intValue(),
        pickle.getTags().stream().map(PickleTag::getName).distinct().toList());
  }

  private static String slug(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return slug.length() <= LONGEST_SLUG
        ? slug
        : slug.substring(0, LONGEST_SLUG).replaceAll("-[^-]*$", "");
  }

  private static Map<String, Long> linesOf(GherkinDocument document) {
    var lines = new HashMap<String, Long>();
    document.getFeature().stream()
        .flatMap(feature -> feature.getChildren().stream())
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
