package kubetraining.run;

import java.util.ArrayList;
import java.util.List;
import kubetraining.artifact.Artifacts;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Chromium;
import kubetraining.host.Connections;
import kubetraining.host.Finding;
import kubetraining.host.Toolbox;
import kubetraining.lab.embedded.engine.EngineCheck;

/** Examines this computer for everything that the embedded lab needs. */
public final class Doctor {
  private Doctor() {}

  /** Looks at everything, changes nothing. */
  public static List<Finding> examine(TrainingConfig config) {
    var findings = new ArrayList<Finding>();
    findings.add(Finding.met("java", Integer.toString(Runtime.version().feature())));
    findings.addAll(Toolbox.look());
    findings.add(Artifacts.room(RunArtifacts.settings(config)));
    findings.addAll(EngineCheck.look(config.embedded().install()));
    findings.addAll(proxies());
    findings.add(OwnFolders.finding(config.folders()));
    findings.add(Chromium.look());
    return findings;
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
}
