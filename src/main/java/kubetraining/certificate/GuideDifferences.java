package kubetraining.certificate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.host.Texts;

/** What the guide of a certificate says otherwise than the reader's own. */
final class GuideDifferences {
  private GuideDifferences() {}

  static List<Finding> of(Manifest manifest, GuideSet own) {
    var findings = new ArrayList<Finding>();
    Map<String, Manifest.Scenario> theirs = new LinkedHashMap<>();
    manifest.scenarios().forEach(each -> theirs.put(each.id(), each));
    Map<String, GuideScenario> mine = new LinkedHashMap<>();
    own.scenarios().forEach(each -> mine.put(each.id(), each));
    mine.forEach(
        (id, scenario) -> {
          var other = theirs.get(id);
          if (other == null) {
            findings.add(
                scenario(
                    id,
                    Texts.of(
                        "your guide has '%s', the certificate does not: it was left out",
                        scenario.name())));
          } else if (!other.sha256().equals(scenario.sha256())) {
            findings.add(
                scenario(
                    id,
                    Texts.of(
                        "'%s' was edited: its text, steps or tags differ from yours",
                        scenario.name())));
          }
        });
    theirs.forEach(
        (id, scenario) -> {
          if (!mine.containsKey(id)) {
            findings.add(
                scenario(
                    id, Texts.of("your guide does not have '%s': it was added", scenario.name())));
          }
        });
    if (findings.isEmpty()) {
      findings.addAll(files(manifest, own));
    }
    return findings;
  }

  // What stands between the scenarios tells a reader what to think of them.
  private static List<Finding> files(Manifest manifest, GuideSet own) {
    var findings = new ArrayList<Finding>();
    Map<String, String> theirs = new LinkedHashMap<>();
    manifest.features().forEach(each -> theirs.put(each.file(), each.sha256()));
    own.files()
        .forEach(
            (file, sha256) -> {
              if (!sha256.equals(theirs.remove(file))) {
                findings.add(
                    new Finding(
                        "features/" + file,
                        "your file differs, though none of its scenarios does",
                        Refusal.GUIDE));
              }
            });
    theirs
        .keySet()
        .forEach(
            file ->
                findings.add(
                    new Finding("features/" + file, "your guide has no such file", Refusal.GUIDE)));
    return findings;
  }

  private static Finding scenario(String id, String what) {
    return new Finding("scenario " + id, what, Refusal.GUIDE);
  }
}
