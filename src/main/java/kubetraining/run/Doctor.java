package kubetraining.run;

import java.util.ArrayList;
import java.util.List;
import kubetraining.artifact.Artifacts;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Chromium;
import kubetraining.host.Connections;
import kubetraining.host.Finding;
import kubetraining.host.Tool;
import kubetraining.host.Toolbox;
import kubetraining.lab.embedded.engine.EngineCheck;

/** Examines this computer for everything that the embedded lab needs. */
public final class Doctor {
  private Doctor() {}

  /** Looks at everything, changes nothing. */
  public static List<Finding> examine(TrainingConfig config) {
    var findings = new ArrayList<Finding>();
    findings.add(java());
    Toolbox.look().forEach(tool -> findings.add(finding(tool)));
    findings.add(finding(Artifacts.room(RunArtifacts.settings(config))));
    findings.addAll(EngineCheck.look(Cloud.settings(config, config.labName()).install()));
    findings.addAll(proxies());
    findings.add(OwnFolders.finding(config.folders()));
    findings.add(browser());
    return findings;
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
        : List.of(Finding.met("proxy", String.join(", ", Connections.proxies())));
  }

  private static Finding browser() {
    var chromium = Chromium.look();
    return new Finding(
        chromium.name(),
        chromium.found(),
        chromium.found()
            ? chromium.version()
            : "not found; needed only for pictures of pages; root installs it when it is needed",
        chromium.cure(),
        true);
  }
}
