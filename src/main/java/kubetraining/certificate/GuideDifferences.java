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
    var theirs = byId(manifest.scenarios());
    var mine = byId(own.scenarios());
    for (var scenario : mine.values()) {
      var other = theirs.remove(scenario.id());
      if (other == null) {
        String what = "your guide has '%s', the certificate does not: it was left out";
        findings.add(scenario(what, scenario));
      } else if (!other.sha256().equals(scenario.sha256())) {
        findings.add(
            scenario("'%s' was edited: its text, steps or tags differ from yours", scenario));
      }
    }
    for (var scenario : theirs.values()) {
      findings.add(scenario("your guide does not have '%s': it was added", scenario));
    }
    return findings.isEmpty() ? files(manifest, own) : findings;
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
                findings.add(file(file, "your file differs, though none of its scenarios does"));
              }
            });
    theirs.keySet().forEach(file -> findings.add(file(file, "your guide has no such file")));
    return findings;
  }

  private static Map<String, Manifest.Scenario> byId(List<Manifest.Scenario> scenarios) {
    var byId = new LinkedHashMap<String, Manifest.Scenario>();
    scenarios.forEach(each -> byId.put(each.id(), each));
    return byId;
  }

  private static Finding scenario(String what, Manifest.Scenario scenario) {
    String words = Texts.of(what, scenario.name());
    return new Finding("scenario " + scenario.id(), words, Refusal.GUIDE);
  }

  private static Finding file(String file, String what) {
    return new Finding("features/" + file, what, Refusal.GUIDE);
  }
}
