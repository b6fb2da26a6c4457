package kubetraining.cli;

import java.util.ArrayList;
import java.util.List;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.config.TrainingConfig;
import kubetraining.guide.FeatureCatalogue;
import kubetraining.lab.LabFolder;
import kubetraining.progress.Progress;
import kubetraining.run.RunArtifacts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command about a lab on machines of ours. */
abstract class LabCommand extends SettingsCommand {
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
      description = "the name of the lab; training, unless you say otherwise")
  private String name;

  private @Nullable TrainingConfig read;

  final TrainingConfig config() {
    return anyConfig().ofLab();
  }

  /**
   * The same, also for a cluster that exists already. The settings are read once, when first asked
   * for.
   */
  final TrainingConfig anyConfig() {
    if (read == null) {
      set("lab", lab);
      set("lab.name", name);
      setAll();
      read = TrainingConfig.load();
    }
    return read;
  }

  /** Where this computer keeps what it knows of the lab. */
  final LabFolder folder() {
    var config = config();
    return LabFolder.of(config.folders().state(), config.labName());
  }

  final FeatureCatalogue guide() {
    return FeatureCatalogue.read(config().folders().project().resolve("features"));
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
