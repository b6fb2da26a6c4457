package kubetraining.guide;

import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
    return pathsIn(folder).stream().flatMap(FeatureFile::read).toList();
  }

  /** The paths of these files, in the same order. */
  static List<Path> pathsIn(Path folder) {
    try {
      return ProjectFiles.below(folder).stream()
          .filter(file -> file.toString().endsWith(".feature"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the features in " + folder.toAbsolutePath(), e);
    }
  }

  private static Stream<FeatureFile> read(Path file) {
    List<Envelope> envelopes;
    try {
      envelopes = GherkinParser.builder().build().parse(file).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    envelopes.stream()
        .flatMap(envelope -> envelope.getParseError().stream())
        .findFirst()
        .ifPresent(
            error -> {
              throw new GuideException(Texts.of("%s cannot be read: %s", file, error.getMessage()));
            });
    var pickles = envelopes.stream().flatMap(each -> each.getPickle().stream()).toList();
    return envelopes.stream()
        .flatMap(envelope -> envelope.getGherkinDocument().stream())
        .flatMap(document -> document.getFeature().stream())
        .map(feature -> new FeatureFile(String.valueOf(file.getFileName()), feature, pickles));
  }

  /**
   * The section of the guide, as in {@code section-3}.
   *
   * @throws GuideException if the feature bears no such tag
   */
  public String section() {
    return feature.getTags().stream()
        .map(Tag::getName)
        .filter(tag -> tag.startsWith("@section-"))
        .map(tag -> tag.substring(1))
        .findFirst()
        .orElseThrow(() -> new GuideException(name + " bears no tag @section-N at its feature"));
  }
}
