package kubetraining.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.config.TrainingConfig;
import picocli.CommandLine.Option;

/** Options that every command of the launcher takes; they are settings under shorter names. */
final class CommonOptions {
  /** For the completion of shells. */
  static final class Kinds extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Kinds() {
      super(List.of("embedded", "aws"));
    }
  }

  @Option(
      names = "--lab",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "where machines come from: embedded (default) or aws")
  private String lab;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the name of the lab; training, if nothing else is said")
  private String name;

  @Option(
      names = "-D",
      paramLabel = "SETTING=VALUE",
      mapFallbackValue = "true",
      description = "any setting, as for mvn verify: -Dlab.hours=2")
  private Map<String, String> settings = new LinkedHashMap<>();

  TrainingConfig config() {
    if (lab != null) {
      System.setProperty("lab", lab);
    }
    if (name != null) {
      System.setProperty("lab.name", name);
    }
    settings.forEach(System::setProperty);
    return TrainingConfig.load();
  }
}
