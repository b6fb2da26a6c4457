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
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ProvenChecks;
import kubetraining.course.RunPlan;
import kubetraining.course.Standing;
import kubetraining.course.Verdict;
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
  private final RunHistory history;
  private final List<NewestReport> listeners = new ArrayList<>();
  private final Map<String, ScenarioEntry> entries = new LinkedHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final RedactedCopy redacted = new RedactedCopy();
  private @Nullable ScenarioEntry current;
  private @Nullable PlannedScenario lastFault;
  private ProgressReport.@Nullable Lab lab;
  private List<ProgressReport.Image> images = List.of();
  private @Nullable List<String> leftovers;
  private @Nullable Instant endedAt;
  private List<ProgressReport.Phase> phases = List.of();
  private String owner = "";
  private String trainee = ProgressReport.SUITE;
  private ChallengeMark challenge = new ChallengeMark("");
  private @Nullable ProvenChecks checks;

  public RunRecorder(ReportFiles files, RunPlan plan, WaitLedger ledger, Clock clock, String id) {
    this.files = files;
    this.plan = plan;
    this.ledger = ledger;
    this.clock = clock;
    this.id = id;
    this.startedAt = clock.instant();
    this.history = RunHistory.in(files);
    for (PlannedScenario each : plan.guide()) {
      entries.put(each.id(), new ScenarioEntry(each, plan.selected().contains(each.id())));
    }
  }

  /**
   * Tells {@code listener} how the run stands, after every change; whoever calls {@link #publish}
   * finds all handed on.
   */
  public synchronized void onChange(NewestReport listener) {
    listeners.add(listener);
  }

  /** Keeps who runs it, and the word that was said before; called before it begins. */
  public synchronized void whose(String name, String word) {
    owner = name;
    challenge = new ChallengeMark(word);
  }

  /** Keeps that a person types, and the run only watches; called before it begins. */
  public synchronized void watched() {
    trainee = ProgressReport.PERSON;
  }

  /** Keeps how many of the guide's checks are proven; called before it begins. */
  public synchronized void proven(ProvenChecks count) {
    checks = count;
  }

  /** The word that was said before the run; empty if none was. */
  public synchronized String challenge() {
    return challenge.word();
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

  /** Keeps how the lab was brought up. */
  public synchronized void phases(List<ProgressReport.Phase> seen) {
    phases = List.copyOf(seen);
  }

  /** The number of the scenario among those asked for, and how many these are. */
  synchronized Place scenarioStarted(String file, int line, String name) {
    ledger.takeAll();
    var entry = find(file, line).orElseGet(() -> addUnplanned(file, line, name));
    entry.start(clock.instant());
    current = entry;
    write();
    var selected = entries.values().stream().filter(each -> each.selected).toList();
    return new Place(
        selected.indexOf(entry) + 1,
        selected.size(),
        plan.sections().getOrDefault(entry.scenario.section(), file));
  }

  /** Where a scenario stands in the run. */
  record Place(int number, int of, String section) {}

  /** Says that the scenario under way is really carried out; a dry run never does. */
  public synchronized void carriedOut() {
    if (current != null) {
      current.carriedOut = true;
    }
  }

  /** Whether anything of the scenario under way is carried out. */
  synchronized boolean isCarriedOut() {
    return current != null && current.carriedOut;
  }

  /**
   * Why the scenario under way was not attempted, as the reader is told. That it need not be
   * attempted excuses what could not be had, not what nobody tried to carry out.
   */
  synchronized String notAttempted(String reason) {
    if (current == null || !plan.allowed().contains(current.scenario.id())) {
      return reason;
    }
    current.allowed = true;
    return "not attempted, allowed: " + reason;
  }

  /**
   * The scenario under way has ended.
   *
   * @param step where it failed, as it is written; empty if in none
   * @return what the report says about it
   */
  synchronized Optional<ProgressReport.Scenario> scenarioEnded(
      Ending ending, String step, Duration took) {
    if (current == null) {
      return Optional.empty();
    }
    var ended = current;
    ended.end(ending, step, took, ledger.takeAll());
    if (ending.outcome() == Outcome.LAB_FAULT) {
      lastFault = ended.scenario;
    }
    current = null;
    write();
    return Optional.of(ended.published());
  }

  /** The scenario under way. */
  public synchronized Optional<PlannedScenario> current() {
    return Optional.ofNullable(current).map(each -> each.scenario);
  }

  /** When the scenario under way has begun. */
  public synchronized Optional<Instant> currentSince() {
    return Optional.ofNullable(current).map(each -> each.startedAt);
  }

  /** The last scenario that ended by a fault of the lab. */
  public synchronized Optional<PlannedScenario> lastFault() {
    return Optional.ofNullable(lastFault);
  }

  /** How a scenario stands; empty if it was not asked for. */
  public synchronized Optional<Standing> standing(String id) {
    return Optional.ofNullable(entries.get(id))
        .filter(each -> each.selected)
        .map(ScenarioEntry::standing);
  }

  /** Why the run as a whole failed, beside its scenarios. */
  public synchronized void complain(List<String> why) {
    complaints.addAll(why);
    write();
  }

  /** Keeps a command of the scenario under way, with its answer. */
  public synchronized void command(ProgressReport.Command ran) {
    if (current != null) {
      current.commands.add(ran);
    }
  }

  /** Keeps something that was seen or measured in the scenario under way. */
  public synchronized void fact(String name, Object value) {
    if (current != null) {
      current.facts.put(name, value);
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
    String path = files.keep(current.scenario.id(), name, challenge.on(name, content));
    if (!current.evidence.contains(path)) {
      current.evidence.add(path);
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

  /**
   * Brings the report on disk up to date, and all that is made of it, for whoever reads it while
   * the run goes on.
   */
  public synchronized void publish() {
    write();
    listeners.forEach(NewestReport::catchUp);
  }

  /** How the run stands now, with no secret in it. */
  public synchronized ProgressReport snapshot() {
    String selection = plan.selection();
    String word = challenge.word();
    var run =
        new ProgressReport.Run(
            id, startedAt, endedAt, selection, lab, images, phases, owner, word, checks, trainee);
    var asked = entries.values().stream().filter(each -> each.selected);
    var scenarios = asked.map(ScenarioEntry::published).toList();
    var slow = plan.guide().stream().filter(each -> plan.leftOut().contains(each.id()));
    var leftOut = slow.map(PlannedScenario::name).toList();
    var since = Comparison.of(history.earlier(), run, scenarios, entries.keySet());
    var also = List.copyOf(complaints);
    return redacted.of(
        new ProgressReport(
            ProgressReport.SCHEMA, run, sections(), scenarios, leftovers, leftOut, also, since));
  }

  private List<ProgressReport.Section> sections() {
    return plan.sections().entrySet().stream()
        .map(
            each ->
                new ProgressReport.Section(each.getKey(), each.getValue(), verdict(each.getKey())))
        .toList();
  }

  private Verdict verdict(String section) {
    var its = entries.values().stream().filter(each -> each.scenario.section().equals(section));
    return Verdict.of(its.map(ScenarioEntry::part).toList(), endedAt != null);
  }

  private Optional<ScenarioEntry> find(String file, int line) {
    return entries.values().stream()
        .filter(e -> e.scenario.file().equals(file) && e.scenario.line() == line)
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
    var report = snapshot();
    files.write(report);
    history.keep(report);
    listeners.forEach(listener -> listener.accept(report));
  }
}
