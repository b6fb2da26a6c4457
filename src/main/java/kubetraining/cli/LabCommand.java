package kubetraining.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.progress.Progress;
import kubetraining.report.ConsoleProgress;
import kubetraining.run.RunArtifacts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command of the launcher; its options are settings under shorter names. */
abstract class LabCommand implements Callable<Integer> {
  /** For the completion of shells. */
  static final class Kinds extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Kinds() {
      super(List.of("embedded", "aws"));
    }
  }

  @Spec CommandSpec spec;

  @Option(
      names = "--lab",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "where machines come from: embedded (default) or aws")
  private String lab;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the name of the lab; training, unless you say otherwise")
  private String name;

  @Option(
      names = "-D",
      paramLabel = "SETTING=VALUE",
      mapFallbackValue = "true",
      description = "any setting, as for mvn verify: -Dlab.hours=2")
  private Map<String, String> settings = new LinkedHashMap<>();

  final TrainingConfig config() {
    return anyConfig().ofLab();
  }

  /** The same, also for a cluster that exists already. */
  final TrainingConfig anyConfig() {
    if (lab != null) {
      System.setProperty("lab", lab);
    }
    if (name != null) {
      System.setProperty("lab.name", name);
    }
    settings.forEach(System::setProperty);
    return TrainingConfig.load();
  }

  static ConsoleProgress console() {
    return ConsoleProgress.onStandardOutput();
  }

  /** Prints a line of the answer. */
  final void print(String pattern, Object... values) {
    var out = spec.commandLine().getOut();
    out.println(Texts.of(pattern, values));
    out.flush();
  }

  /** One that is for some sections alone. */
  abstract static class OfSections extends LabCommand {
    @Option(
        names = "--for",
        paramLabel = "TAG",
        split = ",",
        description =
            "only what the lab and the section with this tag need, as in @spark; can be repeated")
    private List<String> tags = List.of();

    final List<String> tags() {
      return tags.stream().map(tag -> tag.startsWith("@") ? tag : "@" + tag).toList();
    }

    final Wanted wanted(TrainingConfig config) {
      return Artifacts.wanted(RunArtifacts.settings(config), tags());
    }

    final Artifacts open(Progress progress) {
      var config = config();
      return RunArtifacts.open(config, wanted(config), progress);
    }
  }
}
