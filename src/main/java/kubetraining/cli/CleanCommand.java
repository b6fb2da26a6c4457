package kubetraining.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kubetraining.artifact.CacheCleaner;
import kubetraining.host.Texts;
import kubetraining.lab.embedded.EmbeddedStock;
import kubetraining.report.ConsoleProgress;
import kubetraining.run.LabControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what of all that is kept for later labs can go, and removes it. */
@Command(
    name = "clean",
    description = {
      "Removes artifacts that no recipe names any more, and says what that frees.",
      "With --all also the others, the machine images and the container images that labs share:",
      "then the next lab makes again what it needs. What a lab has in use stays."
    },
    exitCodeList = {
      "0:it is gone, or there was nothing",
      "1:some of it is in use, and stays",
      "2:it could not be removed"
    },
    footer = {
      "  ./training artifacts clean --dry-run",
      "  ./training artifacts clean",
      "  ./training artifacts clean --all"
    })
final class CleanCommand implements Callable<Integer> {
  private static final int IN_USE = 1;

  @Mixin private CommonOptions options;
  @Spec private CommandSpec spec;

  @Option(names = "--dry-run", description = "only says what would go")
  private boolean dryRun;

  @Option(names = "--all", description = "everything, also what the next lab would use")
  private boolean all;

  private long freed;
  private boolean stays;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var cleaner = new LabControl(options.config(), ConsoleProgress.onStandardOutput()).cleaner();
    cleanCache(cleaner, all ? cleaner.all() : cleaner.unnamed(), out);
    if (all) {
      EmbeddedStock.look()
          .ifPresent(
              stock -> {
                try (stock) {
                  cleanEngine(stock, out);
                }
              });
    }
    out.println(Texts.of("%s %s MB", dryRun ? "would free" : "freed", freed / 1_000_000));
    out.flush();
    return stays ? IN_USE : 0;
  }

  private void cleanCache(CacheCleaner cleaner, List<CacheCleaner.Item> items, PrintWriter out) {
    for (var item : items) {
      boolean gone = dryRun || cleaner.remove(item);
      tell(out, item.id(), item.bytes(), gone ? item.why() : "a run makes it just now; it stays");
      count(gone, item.bytes());
    }
  }

  private void cleanEngine(EmbeddedStock stock, PrintWriter out) {
    for (var kept : stock.kept()) {
      boolean gone = !kept.used() && (dryRun || stock.remove(kept));
      String name = kept.kind() + " " + kept.name();
      tell(out, name, kept.bytes(), gone ? "no lab uses it" : "a lab uses it; it stays");
      count(gone, kept.bytes());
    }
  }

  private static void tell(PrintWriter out, String name, long bytes, String why) {
    out.printf(Locale.ROOT, "%-60s %7d MB  %s%n", name, bytes / 1_000_000, why);
  }

  private void count(boolean gone, long bytes) {
    freed += gone ? bytes : 0;
    stays |= !gone;
  }
}
