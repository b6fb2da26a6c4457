package kubetraining.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import kubetraining.artifact.ArtifactEntry;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.cache.CacheCleaner;
import kubetraining.artifact.carry.Mirror;
import kubetraining.host.Texts;
import kubetraining.lab.embedded.image.EmbeddedStock;
import kubetraining.run.RunArtifacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds what a lab runs, lists it, and moves it to another computer. */
@Command(
    name = "artifacts",
    description = "Builds what a lab runs, lists it, and moves it to another computer.",
    exitCodeList = "2:no command was given; only this help is printed",
    footer = {"  ./training artifacts list", "  ./training artifacts build"},
    subcommands = {
      ArtifactsCommand.Build.class,
      ArtifactsCommand.ListAll.class,
      ArtifactsCommand.Export.class,
      ArtifactsCommand.Import.class,
      ArtifactsCommand.FillMirror.class,
      ArtifactsCommand.Clean.class
    })
final class ArtifactsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return Training.FAILED;
  }

  @Command(
      name = "build",
      description = {
        "Builds or fetches what is not in the cache yet: everything, or only what --for names.",
        "Starting from nothing, this takes a quarter of an hour on two cores. Finished parts are kept."
      },
      exitCodeList = {
        "0:everything is there",
        "2:something could not be made; the reason is printed"
      },
      footer = {
        "  ./training artifacts build",
        "  ./training artifacts build --for @spark -Dartifacts.source=packages"
      })
  static final class Build extends LabCommand.OfSections {

    @Override
    public Integer call() {
      var progress = console();
      var artifacts = open(progress);
      var parts = artifacts.machineParts();
      artifacts.unavailable().values().forEach(progress::note);
      progress.note(
          Texts.of(
              "everything is there: %s images, %s files",
              parts.allImages().size(), parts.allFiles().size()));
      return 0;
    }
  }

  @Command(
      name = "list",
      description = "Lists all artifacts: version, size if it is in the cache, and source.",
      exitCodeList = {"0:the list was printed", "2:the list could not be made"},
      footer = "  ./training artifacts list")
  static final class ListAll extends LabCommand.OfSections {
    @Override
    public Integer call() {
      for (var entry : open(console()).list()) {
        boolean there = entry.unavailable().isEmpty();
        String source = there ? entry.source() : entry.unavailable();
        print("%-48s %-12s %11s  %s", entry.name(), entry.version(), size(entry), source);
      }
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
      description = "Writes all artifacts to one file, building what is missing.",
      exitCodeList = {"0:the file was written", "2:it could not be written"},
      footer = "  ./training artifacts export artifacts.tar")
  static final class Export extends LabCommand.OfSections {

    @Parameters(paramLabel = "FILE", description = "the archive to write")
    private Path file;

    @Override
    public Integer call() {
      var progress = console();
      open(progress).exportTo(file);
      progress.note("wrote " + file);
      return 0;
    }
  }

  @Command(
      name = "import",
      description =
          "Fills the cache from a file that 'artifacts export' wrote; after that nothing else is needed."
              + " Also accepts what 'docker save' wrote of an image that only registries have.",
      exitCodeList = {"0:the cache holds it", "2:it was not imported; the cache is as before"},
      footer = {
        "  ./training artifacts import artifacts.tar",
        "  ./training up -Dartifacts.source=archive"
      })
  static final class Import extends LabCommand {

    @Parameters(paramLabel = "FILE", description = "the archive to read")
    private Path file;

    @Override
    public Integer call() {
      var progress = console();
      var images = Artifacts.importArchive(RunArtifacts.settings(config()), file);
      progress.note(
          Texts.of(
              "the cache now holds %s",
              images.isEmpty() ? "everything in " + file : String.join(", ", images)));
      return 0;
    }
  }

  @Command(
      name = "mirror",
      description =
          "Fills a mirror for computers that can reach nothing else: pushes all images to a registry"
              + " and writes the downloads to a folder.",
      exitCodeList = {"0:the mirror holds what labs need", "2:it could not be filled"},
      footer =
          "  ./training artifacts mirror --registry http://mirror.example:5000 --folder /srv/mirror")
  static final class FillMirror extends LabCommand.OfSections {

    @Option(
        names = "--registry",
        paramLabel = "URL",
        required = true,
        description = "its address, such as http://mirror.example:5000")
    private URI registry;

    @Option(
        names = "--folder",
        paramLabel = "DIR",
        required = true,
        description = "the folder that a web server serves as artifacts.mirror.binaries")
    private Path folder;

    @Override
    public Integer call() {
      var progress = console();
      new Mirror(RunArtifacts.settings(config()).recipes(), progress)
          .fill(() -> open(progress).machineParts(), registry, folder);
      progress.note(Texts.of("%s and %s now hold what labs need", registry, folder));
      return 0;
    }
  }

  /** Says what of all that is kept for later labs can go, and removes it. */
  @Command(
      name = "clean",
      description = {
        "Removes artifacts that no recipe names any longer, and says how much space that frees.",
        "With --all it also removes the others, and the machine and container images that labs share;",
        "the next lab then makes what it needs again. Anything that a lab is using stays."
      },
      exitCodeList = {
        "0:it is gone, or there was nothing to remove",
        "1:some of it is in use, and stays",
        "2:it could not be removed"
      },
      footer = {
        "  ./training artifacts clean --dry-run",
        "  ./training artifacts clean",
        "  ./training artifacts clean --all"
      })
  static final class Clean extends LabCommand {
    @Option(names = "--dry-run", description = "only says what would be removed")
    private boolean dryRun;

    @Option(names = "--all", description = "everything, including what the next lab would use")
    private boolean all;

    private long freed;
    private boolean stays;

    @Override
    public Integer call() {
      var cleaner = Artifacts.cleaner(RunArtifacts.settings(config()));
      cleanCache(cleaner, all ? cleaner.all() : cleaner.unnamed());
      if (all) {
        EmbeddedStock.look()
            .ifPresent(
                stock -> {
                  try (stock) {
                    cleanEngine(stock);
                  }
                });
      }
      print("%s %s MB", dryRun ? "would free" : "freed", freed / 1_000_000);
      return stays ? Training.NEGATIVE : 0;
    }

    private void cleanCache(CacheCleaner cleaner, List<CacheCleaner.Item> items) {
      for (var item : items) {
        boolean gone = dryRun || cleaner.remove(item);
        String why = gone ? item.why() : "a run is making it right now; it stays";
        tell(item.id(), item.bytes(), gone, why);
      }
    }

    private void cleanEngine(EmbeddedStock stock) {
      for (var kept : stock.kept()) {
        boolean gone = !kept.used() && (dryRun || stock.remove(kept));
        String name = kept.kind() + " " + kept.name();
        tell(name, kept.bytes(), gone, gone ? "no lab uses it" : "a lab uses it; it stays");
      }
    }

    private void tell(String name, long bytes, boolean gone, String why) {
      print("%-60s %7d MB  %s", name, bytes / 1_000_000, why);
      freed += gone ? bytes : 0;
      stays |= !gone;
    }
  }
}
