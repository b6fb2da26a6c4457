package kubetraining.evidence;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kubetraining.cluster.TrainingCluster;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.page.SeriesChart;
import kubetraining.page.SeriesPicture;
import kubetraining.probe.ObjectsProbe;
import kubetraining.redaction.Redaction;
import kubetraining.remote.CommandResult;
import kubetraining.report.ProgressReport;
import kubetraining.report.RunRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a reader needs to understand a scenario, before its traces are removed.
 *
 * @param reports the folder that the run writes its reports to
 */
public record ScenarioEvidence(RunRecorder recorder, Path reports, Attachments attachments) {
  private static final Logger log = LoggerFactory.getLogger(ScenarioEvidence.class);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Set<String> ATTACHED = Set.of("nodes.txt", "pods.txt", "events.txt");
  private static final String CPUS = "@cpu-manager";
  private static final int LONGEST_OUTPUT = 8000;

  /** Takes what is to be seen beside the scenario in every report of it. */
  public interface Attachments {
    /** Takes a text. */
    void attach(String content, String mediaType, String name);

    /** Takes what is no text. */
    void attach(byte[] content, String mediaType, String name);
  }

  /** Keeps the terminal, if anything was typed. */
  public void keepCommands(List<CommandResult> commands) {
    if (!commands.isEmpty()) {
      var shown = commands.stream().map(ScenarioEvidence::shown);
      keep("terminal.txt", shown.collect(Collectors.joining("\n")));
      commands.forEach(each -> recorder.command(published(each)));
    }
  }

  /** Keeps a picture of what a browser has shown. */
  public void keepPicture(String name, byte[] picture) {
    var unused = recorder.evidence(name, picture);
    attachments.attach(picture, "image/png", name);
  }

  /**
   * Keeps what was seen time and again, as a table and as a picture.
   *
   * @param table of all that was seen, as CSV
   */
  public void keepSeries(String table, SeriesPicture drawn) {
    recorder.evidence("series.csv", table);
    attachments.attach(table, "text/csv", "series.csv");
    recorder.fact(SeriesPicture.FACT, drawn);
    try {
      String picture = SeriesChart.svg(drawn);
      recorder.evidence("series.svg", picture);
      attachments.attach(picture, "image/svg+xml", "series.svg");
    } catch (RuntimeException | LinkageError | InternalError e) {
      // A Java without any font cannot draw. The table is there, and the scenario has its outcome.
      log.warn("no picture of the series", e);
      keep("no-picture.txt", "the chart could not be drawn: " + e);
    }
  }

  /** Keeps all of the cluster and its machines, as the scenario failed. */
  public void keepAll(TrainingCluster cluster, List<CommandResult> commands) {
    keepOf(cluster, () -> of(cluster).keepAll(new NamedThings(commands).namespaces()));
  }

  /**
   * Keeps the pods that the commands of a scenario name, which passed.
   *
   * @param tags of the scenario
   */
  public void keepNamed(
      TrainingCluster cluster, List<CommandResult> commands, Collection<String> tags) {
    keepOf(cluster, () -> keepPassed(cluster, commands, tags.contains(CPUS)));
  }

  private void keepOf(TrainingCluster cluster, Runnable look) {
    try {
      look.run();
      LabVersions.keepOnce(reports, cluster.client(), recorder.challenge());
    } catch (RuntimeException e) {
      // The scenario has its own outcome; that something could not be seen is no second one.
      log.warn("not all evidence could be kept", e);
      keep("no-evidence.txt", "not all evidence could be kept: " + e.getMessage());
    }
  }

  private void keepPassed(TrainingCluster cluster, List<CommandResult> commands, boolean cpus) {
    var things = new NamedThings(commands);
    if (cpus) {
      of(cluster).keepCpus(things.machines());
    }
    if (commands.isEmpty()) {
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
        recorder.evidence("objects.yaml", seen);
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
      recorder.evidence(name, content + "\n");
    }
  }

  private static String shown(CommandResult result) {
    String output = result.stdout() + result.stderr();
    String code = result.succeeded() ? "" : Texts.of("[exit code %d]\n", result.exitCode());
    return Texts.of("ubuntu@%s:~$ %s\n%s%s", result.machine(), result.command(), output, code);
  }

  private static ProgressReport.Command published(CommandResult result) {
    // Before it is cut: half a secret would not be recognised.
    String output = Redaction.redact(result.stdout() + result.stderr());
    if (output.length() > LONGEST_OUTPUT) {
      output = output.substring(0, LONGEST_OUTPUT) + "\n[... the rest is in terminal.txt]\n";
    }
    return new ProgressReport.Command(
        result.machine(), result.command(), result.exitCode(), output);
  }

  private void keep(String name, String content) {
    recorder.evidence(name, content + "\n");
    attachments.attach(Redaction.redact(content), "text/plain", name);
  }

  /** What the commands of a scenario name: namespaces, machines, pods. */
  record NamedThings(List<CommandResult> commands) {
    private static final Pattern NAMESPACE =
        Pattern.compile("(?:\\s-n|--namespace)[ =]*([a-z0-9][a-z0-9-]*)");
    private static final Pattern MACHINE = Pattern.compile("\\bnode[1-9]\\b");

    private String typed() {
      return commands.stream().map(CommandResult::command).collect(Collectors.joining("\n"));
    }

    Set<String> namespaces() {
      var found = new TreeSet<String>();
      NAMESPACE.matcher(typed()).results().forEach(each -> found.add(each.group(1)));
      return found;
    }

    Set<String> machines() {
      var found = new TreeSet<String>();
      commands.forEach(each -> found.add(each.machine()));
      MACHINE.matcher(typed()).results().forEach(each -> found.add(each.group()));
      return found;
    }

    /** Whether a command names a pod, or an answer shows it. */
    boolean shows(Pod pod) {
      String name = pod.getMetadata().getName();
      return commands.stream()
          .anyMatch(each -> each.command().contains(name) || each.stdout().contains(name));
    }
  }
}
