package kubetraining.report;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.redaction.RedactedCopy;
import kubetraining.redaction.Redaction;
import kubetraining.wait.WaitLedger;
import org.jspecify.annotations.Nullable;

/** Writes down a run while it happens; after every change the report on disk is true. */
public final class RunRecorder {
  private final ReportFiles files;
  private final RunPlan plan;
  private final WaitLedger ledger;
  private final Clock clock;
  private final String id;
  private final Instant startedAt;
  private final Map<String, ScenarioEntry> entries = new LinkedHashMap<>();
  private final RedactedCopy redacted = new RedactedCopy();
  private @Nullable ScenarioEntry current;
  private ProgressReport.@Nullable Lab lab;
  private List<ProgressReport.Image> images = List.of();
  private @Nullable List<String> leftovers;
  private @Nullable Instant endedAt;

  public RunRecorder(ReportFiles files, RunPlan plan, WaitLedger ledger, Clock clock, String id) {
    this.files = files;
    this.plan = plan;
    this.ledger = ledger;
    this.clock = clock;
    this.id = id;
    this.startedAt = clock.instant();
    plan.guide()
        .forEach(
            scenario ->
                entries.put(
                    scenario.id(),
                    new ScenarioEntry(scenario, plan.selected().contains(scenario.id()))));
  }

  /** Writes the first report: everything asked for, nothing reached. */
  public synchronized void begin() {
    write();
  }

  /** Keeps which lab the run works on. */
  public synchronized void lab(ProgressReport.Lab seen, List<ProgressReport.Image> itsImages) {
    lab = seen;
    images = List.copyOf(itsImages);
    write();
  }

  /** The number of the scenario among those asked for, and how many these are. */
  synchronized Place scenarioStarted(String file, int line, String name) {
    ledger.takeAll();
    var entry = find(file, line).orElseGet(() -> addUnplanned(file, line, name));
    entry.start(clock.instant());
    current = entry;
    write();
    var selected = entries.values().stream().filter(ScenarioEntry::selected).toList();
    return new Place(
        selected.indexOf(entry) + 1,
        selected.size(),
        plan.sections().getOrDefault(entry.scenario().section(), file));
  }

  /** Where a scenario stands in the run. */
  record Place(int number, int of, String section) {}

  /** Says that the scenario under way is really carried out; a dry run never does. */
  public synchronized void carriedOut() {
    if (current != null) {
      current.carriedOut();
    }
  }

  /** Whether anything of the scenario under way is carried out. */
  synchronized boolean isCarriedOut() {
    return current != null && current.isCarriedOut();
  }

  /**
   * Why the scenario under way was not attempted, as the reader is told. That it need not be
   * attempted excuses what could not be had, not what nobody tried to carry out.
   */
  synchronized String notAttempted(String reason) {
    if (current == null || !plan.allowed().contains(current.scenario().id())) {
      return reason;
    }
    current.allow();
    return "not attempted, allowed: " + reason;
  }

  synchronized void scenarioEnded(Outcome outcome, Duration took, String message) {
    if (current == null) {
      return;
    }
    current.end(outcome, took, message, ledger.takeAll());
    current = null;
    write();
  }

  /** Keeps a command of the scenario under way, with its answer. */
  public synchronized void command(ProgressReport.Command ran) {
    if (current != null) {
      current.commands().add(ran);
    }
  }

  /** Keeps something that was seen or measured in the scenario under way. */
  public synchronized void fact(String name, Object value) {
    if (current != null) {
      current.facts().put(name, value);
    }
  }

  /** Keeps a file of evidence for the scenario under way; answers its path among the reports. */
  public Optional<String> evidence(String name, String content) {
    return evidence(name, Redaction.redact(content).getBytes(StandardCharsets.UTF_8));
  }

  /** As above, for what is no text. */
  public synchronized Optional<String> evidence(String name, byte[] content) {
    if (current == null) {
      return Optional.empty();
    }
    String path = files.keep(current.scenario().id(), name, content);
    if (!current.evidence().contains(path)) {
      current.evidence().add(path);
    }
    return Optional.of(path);
  }

  /** What a look for leftovers found. */
  public synchronized void leftovers(List<String> found) {
    leftovers = List.copyOf(found);
    write();
  }

  /** Ends the run. */
  public synchronized void end() {
    endedAt = clock.instant();
    write();
  }

  /** Brings the report on disk up to date, for whoever reads it while the run goes on. */
  public synchronized void publish() {
    write();
  }

  /** How the run stands now, with no secret in it. */
  public synchronized ProgressReport snapshot() {
    var records = entries.values().stream().map(ScenarioEntry::snapshot).toList();
    var sections = new ArrayList<ProgressReport.Section>();
    plan.sections()
        .forEach(
            (section, title) ->
                sections.add(
                    new ProgressReport.Section(
                        section,
                        title,
                        Verdict.of(
                            records.stream()
                                .filter(r -> r.scenario().section().equals(section))
                                .toList()))));
    return redacted.of(
        new ProgressReport(
            ProgressReport.SCHEMA,
            new ProgressReport.Run(id, startedAt, endedAt, plan.selection(), lab, images),
            sections,
            records.stream()
                .filter(ScenarioRecord::selected)
                .map(ScenarioEntry::published)
                .toList(),
            leftovers,
            plan.guide().stream()
                .filter(scenario -> plan.leftOut().contains(scenario.id()))
                .map(PlannedScenario::name)
                .toList()));
  }

  private Optional<ScenarioEntry> find(String file, int line) {
    return entries.values().stream()
        .filter(e -> e.scenario().file().equals(file) && e.scenario().line() == line)
        .findFirst();
  }

  private ScenarioEntry addUnplanned(String file, int line, String name) {
    var scenario =
        new PlannedScenario(file + "/" + line, name, "outside-the-guide", file, line, List.of());
    var entry = new ScenarioEntry(scenario, true);
    entries.put(scenario.id(), entry);
    return entry;
  }

  private void write() {
    files.write(snapshot());
  }
}
