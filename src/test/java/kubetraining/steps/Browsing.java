package kubetraining.steps;

import java.util.List;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.BrowserSeen;
import kubetraining.probe.NodeTable;
import kubetraining.probe.UsageProbe;
import kubetraining.probe.UsageSeen;
import kubetraining.run.TrainingRun;

/** Looks at pages until they show what they should; the last look at each is kept as evidence. */
final class Browsing {
  private final TrainingRun run;
  private final ScenarioNotes notes;

  Browsing(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  /**
   * Opens a page.
   *
   * @param address as the guide prints it: {@code NODE1_IP} stands for a machine's address, {@code
   *     $PORT} for what the trainee kept under that name
   */
  BrowserSeen open(String address) {
    String url = new Addresses(run, notes).inFull(address);
    return run.eventually(
        Limit.PAGE_SHOWS, "a page from " + url, () -> look(url), BrowserSeen::came);
  }

  /** The page that is open, looked at again until it shows all of these words. */
  BrowserSeen shows(List<String> words) {
    String url = notes.page().url();
    if (all(words, notes.page())) {
      return notes.page();
    }
    return run.eventually(
        Limit.PAGE_SHOWS,
        Texts.of("the page %s to show %s", url, String.join(", ", words)),
        () -> look(url),
        seen -> all(words, seen));
  }

  /** The page that is open, looked at again until it tells of nodes what the metrics API does. */
  BrowserSeen showsUsage(List<String> nodes) {
    String url = notes.page().url();
    var first = compared(notes.page(), nodes, usage());
    if (first.alike()) {
      return first.page();
    }
    return run.eventually(
            Limit.PAGE_SHOWS,
            Texts.of("the page %s to show what %s use", url, nodes),
            () -> {
              var before = usage();
              return compared(look(url), nodes, before);
            },
            Compared::alike)
        .page();
  }

  /** A page, and how it differs from what was told before it was looked at, and after. */
  private record Compared(BrowserSeen page, List<String> before, List<String> after) {
    boolean alike() {
      return before.isEmpty() || after.isEmpty();
    }

    @Override
    public String toString() {
      return Texts.of("%s; %s", String.join("; ", after), page);
    }
  }

  private Compared compared(BrowserSeen page, List<String> nodes, List<UsageSeen> before) {
    var table = NodeTable.read(page.html());
    return new Compared(page, table.differs(nodes, before), table.differs(nodes, usage()));
  }

  private List<UsageSeen> usage() {
    return new UsageProbe(run.access().client()).nodes();
  }

  private static boolean all(List<String> words, BrowserSeen seen) {
    return words.stream().allMatch(seen::shows);
  }

  private BrowserSeen look(String url) {
    var seen = run.browser().open(url);
    notes.page(seen);
    return seen;
  }
}
