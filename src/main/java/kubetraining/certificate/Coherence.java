package kubetraining.certificate;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import kubetraining.host.Texts;

/**
 * Checks that a manifest says what the files in its bundle say: whoever holds a key can sign
 * anything, but not so that the parts still fit each other.
 */
record Coherence(Manifest manifest, Map<String, byte[]> files, List<String> problems) {
  private static final String FEATURES = "features/";
  private static final String OF_THE_LAB = "evidence/lab/versions.json";

  /** What only the computer that ran it knows, and no file in the bundle tells. */
  private static final Set<String> OF_THE_RUN =
      Set.of("java", "kube-training", "commit", "changed since");

  static List<Finding> problems(Manifest manifest, Map<String, byte[]> files) {
    try {
      var coherence = new Coherence(manifest, files, new ArrayList<>());
      coherence.look(
          RunFacts.parse(files.getOrDefault(RunFacts.FILE, new byte[0])),
          GuideSet.of(features(files)));
      return coherence.problems.stream().map(each -> new Finding(Manifest.FILE, each)).toList();
    } catch (CertificateException e) {
      return List.of(
          new Finding(Manifest.FILE, "what it certifies is not there: " + e.getMessage()));
    }
  }

  private void look(RunFacts run, GuideSet guide) {
    if (!Arrays.equals(manifest.json(), files.get(Manifest.FILE))) {
      problems.add("it is not written the way this program writes it");
    }
    if (!manifest.scenarios().equals(guide.scenarios().stream().map(each -> each.in(run)).toList())
        || !manifest.features().equals(Manifest.Hashed.of(guide.files()))) {
      problems.add(
          "its scenarios are not those of the feature files in the bundle, with the outcomes of progress.json");
    }
    lookAtVerdicts(run, guide);
    if (!manifest.run().equals(run.run())
        || !manifest.sections().equals(run.sections())
        || !manifest.troubles().equals(run.complaints())
        || !manifest.lab().equals(run.lab())
        || !manifest.images().equals(run.images())
        || !Objects.equals(manifest.checks(), run.checks())) {
      problems.add("its run, lab, images or checks are not those of progress.json");
    }
    lookAtVersions();
    byte[] summary = Summary.of(manifest).getBytes(StandardCharsets.UTF_8);
    if (!manifest.isOfFirstVersion() && !Arrays.equals(summary, files.get(Summary.FILE))) {
      problems.add(Summary.FILE + " does not say the same in words");
    }
    run.scenarios().values().stream()
        .flatMap(each -> each.evidence().stream())
        .filter(each -> !files.containsKey(each))
        .forEach(each -> problems.add(Texts.of("the evidence %s is not in the bundle", each)));
  }

  private void lookAtVerdicts(RunFacts run, GuideSet guide) {
    for (var each : CertificateVerdict.sections(run, guide).entrySet()) {
      var section = each.getKey();
      if (!section.verdict().equals(each.getValue().name())) {
        String what = "'%s' is called %s, but by its scenarios it is %s";
        problems.add(Texts.of(what, section.title(), section.verdict(), each.getValue()));
      }
    }
    var said = new CertificateVerdict(manifest.verdict(), manifest.reason());
    var due = CertificateVerdict.of(run, guide);
    if (!due.equals(said)) {
      String what = "its verdict %s (%s) does not follow from progress.json, which gives %s (%s)";
      problems.add(Texts.of(what, said.verdict(), said.reason(), due.verdict(), due.reason()));
    }
  }

  private void lookAtVersions() {
    var rest = new HashMap<>(manifest.versions());
    rest.keySet().removeAll(OF_THE_RUN);
    if (!rest.equals(versionsOfTheLab())) {
      problems.add("its versions are not those of " + OF_THE_LAB);
    }
  }

  // A challenge stands in this file as in all others.
  private Map<String, String> versionsOfTheLab() {
    byte[] content = files.getOrDefault(OF_THE_LAB, "{}".getBytes(StandardCharsets.UTF_8));
    try {
      Map<String, String> versions =
          new ObjectMapper().readValue(content, new TypeReference<>() {});
      versions.remove("challenge");
      return versions;
    } catch (IOException e) {
      throw new CertificateException(OF_THE_LAB + " cannot be read: " + e.getMessage(), e);
    }
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
