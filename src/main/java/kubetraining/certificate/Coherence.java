package kubetraining.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.host.Texts;

/**
 * Checks that a manifest says what the files in its bundle say: whoever holds a key can sign
 * anything, but not so that the parts still fit each other.
 */
final class Coherence {
  private static final String FEATURES = "features/";

  private Coherence() {}

  static List<Finding> problems(Manifest manifest, Map<String, byte[]> files) {
    try {
      return problems(
          manifest,
          RunFacts.parse(files.getOrDefault(RunFacts.FILE, new byte[0])),
          GuideSet.of(features(files)),
          files);
    } catch (CertificateException e) {
      return List.of(new Finding(Manifest.FILE, "what it attests is not there: " + e.getMessage()));
    }
  }

  private static List<Finding> problems(
      Manifest manifest, RunFacts run, GuideSet guide, Map<String, byte[]> files) {
    var problems = new ArrayList<String>();
    if (!manifest.scenarios().equals(Certificate.scenarios(run, guide))
        || !manifest
            .features()
            .equals(
                guide.files().entrySet().stream()
                    .map(each -> new Manifest.Feature(each.getKey(), each.getValue()))
                    .toList())) {
      problems.add(
          "its scenarios are not those of the feature files in the bundle, with the outcomes of progress.json");
    }
    var verdict = CertificateVerdict.of(run, guide, manifest.troubles());
    if (!verdict.equals(new CertificateVerdict(manifest.verdict(), manifest.reason()))) {
      problems.add(
          Texts.of(
              "its verdict %s (%s) does not follow from progress.json, which gives %s (%s)",
              manifest.verdict(), manifest.reason(), verdict.verdict(), verdict.reason()));
    }
    if (!manifest.sections().equals(run.sections())
        || !manifest
            .run()
            .equals(new Manifest.Run(run.id(), run.startedAt(), run.endedAt(), run.selection()))) {
      problems.add("it tells of another run than progress.json");
    }
    problems.addAll(CertificateVerdict.unfounded(run, guide));
    run.scenarios().values().stream()
        .flatMap(each -> each.evidence().stream())
        .filter(each -> !files.containsKey(each))
        .forEach(each -> problems.add(Texts.of("the evidence %s is not in the bundle", each)));
    return problems.stream().map(each -> new Finding(Manifest.FILE, each)).toList();
  }

  private static Map<String, byte[]> features(Map<String, byte[]> files) {
    var features = new TreeMap<String, byte[]>();
    files.forEach(
        (name, content) -> {
          if (name.startsWith(FEATURES)) {
            features.put(name.substring(FEATURES.length()), content);
          }
        });
    return features;
  }
}
