package kubetraining.run;

import java.util.ArrayList;
import java.util.List;
import kubetraining.artifact.Artifacts;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.embedded.EngineCheck;

/** Examines this computer for everything that the embedded lab needs. */
public final class Doctor {
  private final TrainingConfig config;

  /**
   * One prerequisite.
   *
   * @param seen what was found, or what is wrong with it
   * @param cure what to type or do; empty if it is good
   */
  public record Finding(String name, boolean good, String seen, String cure) {}

  public Doctor(TrainingConfig config) {
    this.config = config;
  }

  /** Looks at everything, changes nothing. */
  public List<Finding> examine() {
    var findings = new ArrayList<Finding>();
    findings.add(java());
    Artifacts.tools()
        .forEach(
            tool ->
                findings.add(
                    new Finding(
                        tool.name(),
                        tool.found(),
                        tool.version().isEmpty() ? "not found" : tool.version(),
                        tool.cure())));
    EngineCheck.look(EmbeddedLabCloud.settings(config, config.labName()).install())
        .forEach(
            seen -> findings.add(new Finding(seen.what(), seen.met(), seen.found(), seen.cure())));
    return findings;
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    return new Finding(
        "java", version >= 17, Integer.toString(version), version >= 17 ? "" : "install Java 17");
  }
}
