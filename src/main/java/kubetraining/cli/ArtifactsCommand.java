package kubetraining.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kubetraining.artifact.ArtifactEntry;
import kubetraining.artifact.Artifacts;
import kubetraining.report.ConsoleProgress;
import kubetraining.run.LabControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a lab runs: builds it, lists it, carries it to another computer. */
@Command(
    name = "artifacts",
    description = "What a lab runs: build it, list it, carry it to another computer.",
    subcommands = {
      ArtifactsCommand.Build.class,
      ArtifactsCommand.ListAll.class,
      ArtifactsCommand.Export.class,
      ArtifactsCommand.Import.class,
      ArtifactsCommand.FillMirror.class
    })
final class ArtifactsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return Training.FAILED;
  }

  private static Artifacts open(CommonOptions options, ConsoleProgress progress) {
    return new LabControl(options.config(), progress).artifacts();
  }

  @Command(name = "build", description = "Builds or fetches everything that is not in the cache.")
  static final class Build implements Callable<Integer> {
    @Mixin private CommonOptions options;

    @Override
    public Integer call() {
      var progress = ConsoleProgress.onStandardOutput();
      var artifacts = open(options, progress);
      var parts = artifacts.machineParts();
      artifacts.ec2Server();
      artifacts.unavailable().values().forEach(progress::note);
      progress.note(
          "all there: %d images, %d files".formatted(parts.images().size(), parts.files().size()));
      return 0;
    }
  }

  @Command(name = "list", description = "Lists all artifacts, their versions and sources.")
  static final class ListAll implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      var out = spec.commandLine().getOut();
      for (var entry : open(options, ConsoleProgress.onStandardOutput()).list()) {
        out.printf(
            "%-48s %-12s %11s  %s%n",
            entry.name(),
            entry.version(),
            size(entry),
            entry.unavailable().isEmpty() ? entry.source() : entry.unavailable());
      }
      out.flush();
      return 0;
    }

    private static String size(ArtifactEntry entry) {
      if (entry.cached()) {
        return entry.bytes() / 1_000_000 + " MB";
      }
      return entry.unavailable().isEmpty() ? "not built" : "unavailable";
    }
  }

  @Command(
      name = "export",
      description = "Writes all artifacts to one file, building what is missing.")
  static final class Export implements Callable<Integer> {
    @Mixin private CommonOptions options;

    @Parameters(paramLabel = "FILE", description = "the archive to write")
    private Path file;

    @Override
    public Integer call() {
      var progress = ConsoleProgress.onStandardOutput();
      open(options, progress).exportTo(file);
      progress.note("wrote " + file);
      return 0;
    }
  }

  @Command(
      name = "import",
      description =
          "Fills the cache from such a file; then -Dartifacts.source=archive needs nothing else. Also"
              + " takes what 'docker save' wrote of an image that only registries have.")
  static final class Import implements Callable<Integer> {
    @Mixin private CommonOptions options;

    @Parameters(paramLabel = "FILE", description = "the archive to read")
    private Path file;

    @Override
    public Integer call() {
      var progress = ConsoleProgress.onStandardOutput();
      var images = new LabControl(options.config(), progress).importArtifacts(file);
      progress.note(
          "the cache now holds %s"
              .formatted(images.isEmpty() ? "what " + file + " holds" : String.join(", ", images)));
      return 0;
    }
  }

  @Command(
      name = "mirror",
      description =
          "Fills a mirror: pushes all images to a registry and writes the downloads to a folder.")
  static final class FillMirror implements Callable<Integer> {
    @Mixin private CommonOptions options;

    @Option(
        names = "--registry",
        required = true,
        description = "its address, as in http://mirror.example:5000")
    private URI registry;

    @Option(
        names = "--folder",
        required = true,
        description = "the folder that a web server serves as artifacts.mirror.binaries")
    private Path folder;

    @Override
    public Integer call() {
      var progress = ConsoleProgress.onStandardOutput();
      new LabControl(options.config(), progress).fillMirror(registry, folder);
      progress.note("%s and %s now hold what labs need".formatted(registry, folder));
      return 0;
    }
  }
}
