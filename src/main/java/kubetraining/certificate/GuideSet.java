package kubetraining.certificate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.guide.FeatureFile;
import kubetraining.guide.GuideException;
import kubetraining.host.FileWork;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Sha256;

/**
 * Every scenario of some feature files, so that none is dropped or edited unseen.
 *
 * @param files checksums of the files as they are, by name
 * @param scenarios none of which has an outcome
 */
record GuideSet(SortedMap<String, String> files, List<Manifest.Scenario> scenarios) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All feature files below a folder, by their paths in it. */
  static SortedMap<String, byte[]> load(Path folder) {
    var contents = new TreeMap<String, byte[]>();
    try {
      for (Path file : ProjectFiles.below(folder)) {
        if (file.toString().endsWith(".feature")) {
          contents.put(BundleContents.name(folder, file), Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      throw new CertificateException(e, "cannot read the feature files in %s", folder);
    }
    if (contents.isEmpty()) {
      throw new CertificateException("there is no feature file in %s", folder);
    }
    return contents;
  }

  /**
   * Reads feature files.
   *
   * @throws CertificateException if one of them cannot be read
   */
  static GuideSet of(Map<String, byte[]> contents) {
    var guide = new GuideSet(new TreeMap<>(), new ArrayList<>());
    try {
      new TreeMap<>(contents).forEach(guide::add);
    } catch (GuideException e) {
      throw new CertificateException(e, "%s", e.getMessage());
    }
    return guide;
  }

  private void add(String name, byte[] content) {
    files.put(name, Sha256.of(content));
    FeatureFile.parse(name, content).ifPresent(this::add);
  }

  private void add(FeatureFile file) {
    var all = file.scenarios();
    for (int i = 0; i < all.size(); i++) {
      var each = all.get(i);
      String sha256 = sha256(each, file.mediaTypes(i));
      scenarios.add(
          new Manifest.Scenario(
              each.id(), each.name(), each.file(), each.section(), each.tags(), sha256, ""));
    }
  }

  /** One checksum for all that it says and does; indents and blank lines do not count. */
  private static String sha256(PlannedScenario scenario, List<String> mediaTypes) {
    var text = scenario.text();
    String prose =
        text.prose()
            .lines()
            .map(String::stripTrailing)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("\n"));
    var parts = new ArrayList<Object>();
    parts.add(scenario.name());
    parts.add(scenario.tags());
    parts.add(List.of(text.rule(), prose));
    for (int i = 0; i < text.steps().size(); i++) {
      parts.add(parts(text.steps().get(i), mediaTypes.get(i)));
    }
    // A list of lists as JSON: no two scenarios that differ are written alike.
    String failure = "a scenario cannot be written down";
    return Sha256.of(FileWork.get(failure, () -> JSON.writeValueAsBytes(parts)));
  }

  private static List<Object> parts(StepText step, String mediaType) {
    var parts = new ArrayList<Object>(List.of(step.keyword(), step.text()));
    if (!step.docString().isEmpty()) {
      parts.add(List.of(mediaType, step.docString()));
    }
    if (!step.table().isEmpty()) {
      parts.add(step.table());
    }
    return parts;
  }

  /** Finds what the guide of a certificate says otherwise than this one, the reader's own. */
  void compare(Manifest manifest, BundleContents contents) {
    var theirs = byId(manifest.scenarios());
    for (var scenario : byId(scenarios).values()) {
      var other = theirs.remove(scenario.id());
      if (other == null) {
        String what = "your guide has '%s', the certificate does not: it was left out";
        found(contents, scenario, what);
      } else if (!scenario.sha256().equals(other.sha256())) {
        found(contents, scenario, "'%s' was edited: its text, steps or tags differ from yours");
      }
    }
    theirs
        .values()
        .forEach(each -> found(contents, each, "your guide does not have '%s': it was added"));
    if (!contents.has(Refusal.GUIDE)) {
      compareFiles(manifest, contents);
    }
  }

  // What stands between the scenarios tells a reader what to think of them.
  private void compareFiles(Manifest manifest, BundleContents contents) {
    Map<String, String> theirs = new LinkedHashMap<>();
    manifest.features().forEach(each -> theirs.put(each.file(), each.sha256()));
    files.forEach(
        (file, sha256) -> {
          if (!sha256.equals(theirs.remove(file))) {
            String what = "your file differs, though none of its scenarios does";
            contents.found(Refusal.GUIDE, "features/" + file, what);
          }
        });
    theirs
        .keySet()
        .forEach(
            file ->
                contents.found(Refusal.GUIDE, "features/" + file, "your guide has no such file"));
  }

  private static Map<String, Manifest.Scenario> byId(List<Manifest.Scenario> scenarios) {
    var byId = new LinkedHashMap<String, Manifest.Scenario>();
    scenarios.forEach(each -> byId.put(each.id(), each));
    return byId;
  }

  private static void found(BundleContents contents, Manifest.Scenario scenario, String what) {
    contents.found(Refusal.GUIDE, "scenario " + scenario.id(), what, scenario.name());
  }
}
