package kubetraining.run;

import java.util.ArrayList;
import java.util.List;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.Chromium;
import kubetraining.artifact.Tool;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Connections;
import kubetraining.lab.embedded.EngineCheck;

/** Examines this computer for everything that the embedded lab needs. */
public final class Doctor {
  private Doctor() {}

  /**
   * One prerequisite.
   *
   * @param seen what was found, or what is wrong with it
   * @param cure what to type or do; empty if it is good
   * @param optional whether the lab can do without
   */
  public record Finding(String name, boolean good, String seen, String cure, boolean optional) {
    Finding(String name, boolean good, String seen, String cure) {
      this(name, good, seen, cure, false);
    }
  }

  /** Looks at everything, changes nothing. */
  public static List<Finding> examine(TrainingConfig config) {
    var findings = new ArrayList<Finding>();
    findings.add(java());
    Artifacts.tools().forEach(tool -> findings.add(finding(tool)));
    findings.add(finding(Artifacts.room(RunArtifacts.settings(config))));
    EngineCheck.look(Cloud.settings(config, config.labName()).install())
        .forEach(seen -> findings.add(finding(seen)));
    findings.addAll(proxies());
    findings.add(finding(OwnFolders.finding(config.folders())));
    findings.add(browser());
    return findings;
  }

  private static Finding finding(EngineCheck.Finding seen) {
    return new Finding(seen.what(), seen.met(), seen.found(), seen.cure());
  }

  private static Finding finding(Tool tool) {
    return new Finding(
        tool.name(),
        tool.found(),
        tool.version().isEmpty() ? "not found" : tool.version(),
        tool.cure());
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    return new Finding(
        "java", version >= 17, Integer.toString(version), version >= 17 ? "" : "install Java 17");
  }

  private static List<Finding> proxies() {
    var trouble = Connections.trouble();
    if (trouble.isPresent()) {
      return List.of(new Finding("proxy", false, "cannot be used", trouble.get()));
    }
    return Connections.proxies().isEmpty()
        ? List.of()
        : List.of(new Finding("proxy", true, String.join(", ", Connections.proxies()), ""));
  }

  private static Finding browser() {
    var chromium = Chromium.look();
    return new Finding(
        chromium.name(),
        chromium.found(),
        chromium.found()
            ? chromium.version()
            : "not found; needed only for pictures of pages, and installed then by root",
        chromium.cure(),
        true);
  }
}
