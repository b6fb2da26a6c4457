package kubetraining.guide;

import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.Tag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kubetraining.course.FeatureText;
import kubetraining.course.PlannedScenario;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;

/**
 * One feature file, parsed.
 *
 * @param name of the file
 * @param pickles its scenarios as they are run, one for each example of an outline
 */
public record FeatureFile(String name, Feature feature, List<Pickle> pickles) {

  /**
   * All feature files below a folder, in the order of their names.
   *
   * @throws GuideException if one of them cannot be read
   */
  public static List<FeatureFile> readAll(Path folder) {
    var files = new ArrayList<FeatureFile>();
    for (Path file : pathsIn(folder)) {
      byte[] content = FileWork.get("cannot read " + file, () -> Files.readAllBytes(file));
      parse(file.toString(), content).ifPresent(files::add);
    }
    return files;
  }

  /** The paths of these files, in the same order. */
  static List<Path> pathsIn(Path folder) {
    String failure = "cannot read the features in " + folder.toAbsolutePath();
    return FileWork.get(failure, () -> ProjectFiles.below(folder)).stream()
        .filter(file -> file.toString().endsWith(".feature"))
        .toList();
  }

  /**
   * Parses one; empty if nothing is in it.
   *
   * @throws GuideException if it cannot be read
   */
  public static Optional<FeatureFile> parse(String path, byte[] content) {
    var envelopes = GherkinParser.builder().build().parse(path, content).toList();
    for (var each : envelopes) {
      if (each.getParseError().isPresent()) {
        throw new GuideException(
            Texts.of("%s cannot be read: %s", path, each.getParseError().get().getMessage()));
      }
    }
    var pickles = envelopes.stream().flatMap(each -> each.getPickle().stream()).toList();
    return envelopes.stream()
        .flatMap(each -> each.getGherkinDocument().stream())
        .flatMap(document -> document.getFeature().stream())
        .map(feature -> new FeatureFile(path.replaceFirst("^.*[/\\\\]", ""), feature, pickles))
        .findFirst();
  }

  /**
   * The section of the guide, as in {@code section-3}.
   *
   * @throws GuideException if the feature has no such tag
   */
  public String section() {
    return feature.getTags().stream()
        .map(Tag::getName)
        .filter(tag -> tag.startsWith("@section-"))
        .map(tag -> tag.substring(1))
        .findFirst()
        .orElseThrow(() -> new GuideException(name + " has no tag @section-N on its feature"));
  }

  /** What it says before its first scenario. */
  FeatureText text() {
    String prose = ScenarioReader.markdown(feature.getDescription());
    return new FeatureText(name, section(), feature.getName(), prose);
  }

  /**
   * Its scenarios as they are run, in their order.
   *
   * @throws GuideException as {@link #section}
   */
  public List<PlannedScenario> scenarios() {
    return new ScenarioReader(this).scenarios();
  }

  /** What the block of text below each step of a scenario is called; empty if nothing. */
  public List<String> mediaTypes(int scenario) {
    return pickles.get(scenario).getSteps().stream()
        .map(step -> step.getArgument().flatMap(each -> each.getDocString()))
        .map(block -> block.flatMap(each -> each.getMediaType()).orElse(""))
        .toList();
  }
}
