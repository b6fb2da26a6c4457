package kubetraining.cli;

import java.util.List;
import kubetraining.artifact.Artifacts;
import kubetraining.artifact.cache.CacheCleaner;
import kubetraining.lab.embedded.image.EmbeddedStock;
import kubetraining.run.RunArtifacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
final class CleanCommand extends LabCommand {
  private static final int IN_USE = 1;

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
    return stays ? IN_USE : 0;
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
