package kubetraining.steps;

import io.cucumber.java.Scenario;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Collectors;
import kubetraining.page.PodSpan;
import kubetraining.page.SeriesChart;
import kubetraining.page.SeriesPicture;
import kubetraining.probe.NodeProbe;
import kubetraining.probe.PodProbe;
import kubetraining.remote.CommandResult;
import kubetraining.report.ProgressReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a reader needs to understand a scenario, before its traces are removed. */
final class Evidence {
  private static final Logger log = LoggerFactory.getLogger(Evidence.class);
  private static final int NEWEST_EVENTS = 60;
  private static final int NEWEST_LINES = 200;
  private static final int LONGEST_OUTPUT = 8000;
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Scenario scenario;

  Evidence(TrainingRun run, ScenarioNotes notes, Scenario scenario) {
    this.run = run;
    this.notes = notes;
    this.scenario = scenario;
  }

  /** The terminal always; the state of the cluster if the scenario failed. */
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
    if (scenario.isFailed()) {
      run.labIfUp().ifPresent(lab -> keepCluster(lab.cluster().client()));
    }
  }

  private void keepCluster(KubernetesClient client) {
    try {
      keep(
          "nodes.txt",
          new NodeProbe(client)
              .nodes().stream().map(Object::toString).collect(Collectors.joining("\n")));
      var namespaces = client.namespaces().list().getItems();
      keep(
          "pods.txt",
          namespaces.stream()
              .flatMap(each -> new PodProbe(client).in(each.getMetadata().getName()).stream())
              .map(Object::toString)
              .collect(Collectors.joining("\n")));
      keep("events.txt", events(client));
      client.pods().inNamespace("default").list().getItems().forEach(pod -> keepLog(client, pod));
      client
          .pods()
          .inNamespace("kube-system")
          .withLabel("app", "heat-scheduler")
          .list()
          .getItems()
          .forEach(pod -> keepLog(client, pod));
    } catch (KubernetesClientException e) {
      // The scenario has its own failure; that the cluster cannot be asked any more is no second.
      log.warn("no evidence from the cluster", e);
      keep("no-evidence.txt", "the cluster could not be asked: " + e.getMessage());
    }
  }

  private void keepLog(KubernetesClient client, Pod pod) {
    String name = pod.getMetadata().getName();
    for (var container : pod.getSpec().getContainers()) {
      String text;
      try {
        text =
            client
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(name)
                .inContainer(container.getName())
                .tailingLines(NEWEST_LINES)
                .getLog();
      } catch (KubernetesClientException e) {
        text = "it has no log: " + e.getMessage();
      }
      keep("log-%s-%s.txt".formatted(name, container.getName()), text);
    }
  }

  private static String events(KubernetesClient client) {
    return client.v1().events().inAnyNamespace().list().getItems().stream()
        .sorted(Comparator.comparing(Evidence::when).reversed())
        .limit(NEWEST_EVENTS)
        .map(
            event ->
                "%s %s %s/%s %s: %s"
                    .formatted(
                        when(event),
                        event.getType(),
                        event.getInvolvedObject().getNamespace(),
                        event.getInvolvedObject().getName(),
                        event.getReason(),
                        event.getMessage()))
        .collect(Collectors.joining("\n"));
  }

  private static String when(Event event) {
    return event.getLastTimestamp() != null
        ? event.getLastTimestamp()
        : String.valueOf(event.getMetadata().getCreationTimestamp());
  }

  private String terminal() {
    return notes.commands().stream().map(Evidence::shown).collect(Collectors.joining("\n"));
  }

  private static String shown(CommandResult result) {
    return "ubuntu@%s:~$ %s\n%s%s%s"
        .formatted(
            result.machine(),
            result.command(),
            result.stdout(),
            result.stderr(),
            result.succeeded() ? "" : "[exit code %d]\n".formatted(result.exitCode()));
  }

  private static ProgressReport.Command published(CommandResult result) {
    String output = result.stdout() + result.stderr();
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
    scenario.attach(content, "text/plain", name);
  }
}
