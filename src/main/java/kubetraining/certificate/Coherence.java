package kubetraining.certificate;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a manifest says what the files in its bundle say: whoever holds a key can sign
 * anything, but not so that the parts still fit each other.
 */
record Coherence(Manifest manifest, BundleContents contents) {
  private static final String FEATURES = "features/";
  private static final String OF_THE_LAB = "evidence/lab/versions.json";

  /** What only the computer that ran it knows, and no file in the bundle tells. */
  private static final Set<String> OF_THE_RUN =
      Set.of("java", "kube-training", "commit", "changed since");

  /** Finds what does not fit. */
  void check() {
    try {
      look(
          RunFacts.parse(file(RunFacts.FILE, "")),
          GuideSet.of(features()),
          versionsOfTheLab(contents.files()));
    } catch (CertificateException e) {
      found("what it certifies is not there: %s", e.getMessage());
    }
  }

  private void look(RunFacts run, GuideSet guide, Map<String, String> versions) {
    if (!Arrays.equals(manifest.json(), file(Manifest.FILE, ""))) {
      found("it is not written the way this program writes it");
    }
    if (!manifest.scenarios().equals(guide.scenarios().stream().map(each -> each.in(run)).toList())
        || !manifest.features().equals(Manifest.Hashed.of(guide.files()))) {
      found(
          "its scenarios are not those of the feature files in the bundle, with the outcomes of progress.json");
    }
    lookAtVerdicts(run, guide);
    if (!manifest.run().equals(run.run())
        || !manifest.sections().equals(run.sections())
        || !manifest.troubles().equals(run.complaints())
        || !manifest.lab().equals(run.lab())
        || !manifest.images().equals(run.images())
        || !Objects.equals(manifest.checks(), run.checks())) {
      found("its run, lab, images or checks are not those of progress.json");
    }
    var rest = new HashMap<>(manifest.versions());
    rest.keySet().removeAll(OF_THE_RUN);
    if (!rest.equals(versions)) {
      found("its versions are not those of %s", OF_THE_LAB);
    }
    byte[] summary = Summary.of(manifest).getBytes(StandardCharsets.UTF_8);
    if (!manifest.isOfFirstVersion() && !Arrays.equals(summary, file(Summary.FILE, ""))) {
      found("%s does not say the same in words", Summary.FILE);
    }
    run.scenarios().values().stream()
        .flatMap(each -> each.evidence().stream())
        .filter(each -> !contents.files().containsKey(each))
        .forEach(each -> found("the evidence %s is not in the bundle", each));
  }

  private void lookAtVerdicts(RunFacts run, GuideSet guide) {
    for (var each : CertificateVerdict.sections(run, guide).entrySet()) {
      var section = each.getKey();
      if (!section.verdict().equals(each.getValue().name())) {
        String what = "'%s' is called %s, but by its scenarios it is %s";
        found(what, section.title(), section.verdict(), each.getValue());
      }
    }
    var said = new CertificateVerdict(manifest.verdict(), manifest.reason());
    var due = CertificateVerdict.of(run, guide);
    if (!due.equals(said)) {
      String what = "its verdict %s (%s) does not follow from progress.json, which gives %s (%s)";
      found(what, said.verdict(), said.reason(), due.verdict(), due.reason());
    }
  }

  /** What the evidence says of it; a challenge stands in this file as in all others. */
  static Map<String, String> versionsOfTheLab(Map<String, byte[]> files) {
    try {
      byte[] json = files.getOrDefault(OF_THE_LAB, new byte[] {'{', '}'});
      Map<String, String> versions = Manifest.JSON.readValue(json, new TypeReference<>() {});
      versions.remove("challenge");
      return versions;
    } catch (IOException e) {
      throw new CertificateException(e, "%s cannot be read: %s", OF_THE_LAB, e.getMessage());
    }
  }

  private Map<String, byte[]> features() {
    return contents.files().keySet().stream()
        .filter(name -> name.startsWith(FEATURES))
        .collect(Collectors.toMap(it -> it.substring(FEATURES.length()), contents.files()::get));
  }

  private byte[] file(String name, String otherwise) {
    return contents.files().getOrDefault(name, otherwise.getBytes(StandardCharsets.UTF_8));
  }

  private void found(String what, @Nullable Object... values) {
    contents.found(Manifest.FILE, what, values);
  }
}
