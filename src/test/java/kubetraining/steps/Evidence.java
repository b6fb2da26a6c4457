package kubetraining.steps;

import io.cucumber.java.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.cluster.TrainingCluster;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.page.PodSpan;
import kubetraining.page.SeriesChart;
import kubetraining.page.SeriesPicture;
import kubetraining.probe.ObjectsProbe;
import kubetraining.redaction.Redaction;
import kubetraining.remote.CommandResult;
import kubetraining.report.ProgressReport;
import kubetraining.run.LabSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a reader needs to understand a scenario, before its traces are removed. */
final class Evidence {
  private static final Logger log = LoggerFactory.getLogger(Evidence.class);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Set<String> ATTACHED = Set.of("nodes.txt", "pods.txt", "events.txt");
  private static final String CPUS = "@cpu-manager";
  private static final int LONGEST_OUTPUT = 8000;
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Scenario scenario;

  Evidence(TrainingRun run, ScenarioNotes notes, Scenario scenario) {
    this.run = run;
    this.notes = notes;
    this.scenario = scenario;
  }

  /**
   * The terminal always, and the pods that it names; all of the cluster and its machines if the
   * scenario failed.
   */
  void keep() {
    if (!notes.commands().isEmpty()) {
      keep("terminal.txt", terminal());
      notes.commands().forEach(each -> run.recorder().command(published(each)));
    }
    notes.pictures().forEach(this::keepPicture);
    notes.loadIfAny().ifPresent(this::keepSeries);
    notes
        .sparkIfAny()
        .ifPresent(
            watch ->
                run.recorder().fact(PodSpan.FACT, SparkPicture.of(watch.phases(), Instant.now())));
    run.labIfUp().map(LabSession::cluster).ifPresent(this::keepOf);
  }

  private void keepOf(TrainingCluster cluster) {
    try {
      if (scenario.isFailed()) {
        of(cluster).keepAll(new NamedThings(notes.commands()).namespaces());
      } else {
        keepPassed(cluster);
      }
      LabVersions.keepOnce(
          run.reports(), cluster.client(), run.labs().config().signing().challenge());
    } catch (RuntimeException e) {
      // The scenario has its own outcome; that something could not be seen is no second one.
      log.warn("not all evidence could be kept", e);
      keep("no-evidence.txt", "not all evidence could be kept: " + e.getMessage());
    }
  }

  private void keepPassed(TrainingCluster cluster) {
    var things = new NamedThings(notes.commands());
    if (scenario.getSourceTagNames().contains(CPUS)) {
      of(cluster).keepCpus(things.machines());
    }
    if (notes.commands().isEmpty()) {
      return;
    }
    var namespaces = things.namespaces();
    namespaces.add("default");
    try (var looks = new BoundedLooks(SHORT, SHORT)) {
      var objects = new ObjectsProbe(cluster.client());
      String seen =
          namespaces.stream()
              .map(each -> looks.see(each, () -> objects.pods(each, things::shows)).orElse(""))
              .collect(Collectors.joining());
      if (!seen.isEmpty()) {
        run.recorder().evidence("objects.yaml", seen);
      }
    }
  }

  private ClusterEvidence of(TrainingCluster cluster) {
    return new ClusterEvidence(
        cluster.client(),
        cluster.machines().stream().map(Machine::name).toList(),
        cluster::shell,
        this::keepOfCluster);
  }

  // Dozens of files are too much for a list of attachments; they lie in the folder of evidence.
  private void keepOfCluster(String name, String content) {
    if (ATTACHED.contains(name)) {
      keep(name, content);
    } else {
      run.recorder().evidence(name, content + "\n");
    }
  }

  private String terminal() {
    return notes.commands().stream().map(Evidence::shown).collect(Collectors.joining("\n"));
  }

  private static String shown(CommandResult result) {
    return Texts.of(
        "ubuntu@%s:~$ %s\n%s%s%s",
        result.machine(),
        result.command(),
        result.stdout(),
        result.stderr(),
        result.succeeded() ? "" : Texts.of("[exit code %d]\n", result.exitCode()));
  }

  private static ProgressReport.Command published(CommandResult result) {
    // Before it is cut: half a secret would not be recognised.
    String output = Redaction.redact(result.stdout() + result.stderr());
    return new ProgressReport.Command(
        result.machine(),
        result.command(),
        result.exitCode(),
        output.length() <= LONGEST_OUTPUT
            ? output
            : output.substring(0, LONGEST_OUTPUT) + "\n[... the rest is in terminal.txt]\n");
  }

  private void keepSeries(LoadRun load) {
    String table = load.series().csv();
    run.recorder().evidence("series.csv", table);
    scenario.attach(table, "text/csv", "series.csv");
    var drawn = AutoscalingPicture.of(load);
    run.recorder().fact(SeriesPicture.FACT, drawn);
    try {
      String picture = SeriesChart.svg(drawn);
      run.recorder().evidence("series.svg", picture);
      scenario.attach(picture, "image/svg+xml", "series.svg");
    } catch (RuntimeException | LinkageError | InternalError e) {
      // A Java without any font cannot draw. The table is there, and the scenario has its outcome.
      log.warn("no picture of the series", e);
      keep("no-picture.txt", "the series could not be drawn: " + e);
    }
  }

  private void keepPicture(String name, byte[] picture) {
    var unused = run.recorder().evidence(name, picture);
    scenario.attach(picture, "image/png", name);
  }

  private void keep(String name, String content) {
    run.recorder().evidence(name, content + "\n");
    scenario.attach(Redaction.redact(content), "text/plain", name);
  }
}
