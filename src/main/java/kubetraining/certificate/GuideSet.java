package kubetraining.certificate;

import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import kubetraining.course.ScenarioIds;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;

/**
 * Every scenario of some feature files, so that none is dropped or edited unseen.
 *
 * @param files checksums of the files as they are, by name
 */
record GuideSet(SortedMap<String, String> files, List<GuideScenario> scenarios) {
  private static final String ENDING = ".feature";

  /** All feature files below a folder, by their paths in it. */
  static SortedMap<String, byte[]> load(Path folder) {
    var contents = new TreeMap<String, byte[]>();
    try {
      for (Path file : ProjectFiles.below(folder)) {
        if (file.toString().endsWith(ENDING)) {
          contents.put(
              folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new CertificateException("cannot read the feature files in " + folder, e);
    }
    if (contents.isEmpty()) {
      throw new CertificateException("there is no feature file in " + folder);
    }
    return contents;
  }

  /**
   * Reads feature files.
   *
   * @throws CertificateException if one of them cannot be read
   */
  static GuideSet of(Map<String, byte[]> contents) {
    var files = new TreeMap<String, String>();
    var scenarios = new ArrayList<GuideScenario>();
    new TreeMap<>(contents)
        .forEach(
            (name, content) -> {
              files.put(name, Sha256.of(content));
              scenarios.addAll(read(name, content));
            });
    return new GuideSet(files, List.copyOf(scenarios));
  }

  private static List<GuideScenario> read(String name, byte[] content) {
    List<Envelope> parsed =
        GherkinParser.builder().includeSource(false).build().parse(name, content).toList();
    parsed.stream()
        .flatMap(each -> each.getParseError().stream())
        .findFirst()
        .ifPresent(
            error -> {
              throw new CertificateException(
                  Texts.of("%s is no feature file: %s", name, error.getMessage()));
            });
    var scenarios = new ArrayList<GuideScenario>();
    for (Envelope each : parsed) {
      each.getGherkinDocument()
          .ifPresent(document -> scenarios.addAll(read(name, document, parsed)));
    }
    return scenarios;
  }

  private static List<GuideScenario> read(
      String name, GherkinDocument document, List<Envelope> parsed) {
    var feature = document.getFeature();
    if (feature.isEmpty()) {
      return List.of();
    }
    String file = name.substring(name.lastIndexOf('/') + 1);
    String section =
        feature.get().getTags().stream()
            .map(Tag::getName)
            .filter(tag -> tag.startsWith("@section-"))
            .map(tag -> tag.substring(1))
            .findFirst()
            .orElse("");
    var ids = new ScenarioIds(file);
    var texts = new ScenarioHashes(feature.get());
    return parsed.stream()
        .flatMap(each -> each.getPickle().stream())
        .map(
            pickle ->
                new GuideScenario(
                    ids.next(pickle.getName()),
                    pickle.getName(),
                    file,
                    section,
                    ScenarioHashes.tags(pickle),
                    texts.of(pickle)))
        .toList();
  }
}
