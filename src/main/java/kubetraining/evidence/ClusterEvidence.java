package kubetraining.evidence;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.probe.LogsProbe;
import kubetraining.probe.MachineProbe;
import kubetraining.probe.NodeProbe;
import kubetraining.probe.ObjectsProbe;
import kubetraining.probe.PodProbe;
import kubetraining.redaction.Redaction;
import kubetraining.remote.RemoteShell;

/**
 * The state of cluster and machines after a scenario failed, so that an instructor sees why. It
 * first takes one short look whether anybody answers: a dead API server must not cost minutes.
 *
 * @param shells by the name of a machine
 * @param keep takes the name of a file, and what is in it
 */
record ClusterEvidence(
    KubernetesClient client,
    List<String> machines,
    Function<String, RemoteShell> shells,
    BiConsumer<String, String> keep) {
  private static final Duration FIRST = Duration.ofSeconds(4);
  private static final Duration EACH = Duration.ofSeconds(8);
  private static final Duration ALL = Duration.ofSeconds(40);
  private static final int EVENTS = 120;
  private static final int LINES = 200;
  private static final int LINES_OF_SYSTEM = 60;
  private static final int LONGEST = 400_000;
  private static final String SYSTEM = "kube-";

  /**
   * Keeps all there is.
   *
   * @param named namespaces of the system that the scenario is about all the same
   */
  void keepAll(Set<String> named) {
    try (var looks = new BoundedLooks(EACH, ALL)) {
      var journals = onMachines(looks, machines, "journal", probe -> probe.journals(EACH));
      var cpus = onMachines(looks, machines, "CPUs", probe -> probe.cpus(EACH));
      if (answers()) {
        keepObjects(looks, named);
      } else {
        String words =
            "the API server did not answer within %d s; the machines' own output is in machine-*.txt";
        keep.accept("no-api-server.txt", Texts.of(words, FIRST.toSeconds()));
      }
      for (String each : machines) {
        keepMachine(looks, each, List.of(journals.get(each), cpus.get(each)));
      }
      if (!looks.missing().isEmpty()) {
        keep.accept("not-seen.txt", String.join("\n", looks.missing()));
      }
    }
  }

  /** The CPUs of some machines, also of a scenario that passed. */
  void keepCpus(Set<String> some) {
    try (var looks = new BoundedLooks(EACH, EACH)) {
      var meant = machines.stream().filter(some::contains).toList();
      for (var each : onMachines(looks, meant, "CPUs", probe -> probe.cpus(EACH)).entrySet()) {
        String file = Texts.of("cpus-%s.txt", each.getKey());
        looks.see(each.getValue()).ifPresent(seen -> keep.accept(file, seen));
      }
    }
  }

  private boolean answers() {
    try (var first = new BoundedLooks(FIRST, FIRST)) {
      return first
          .see("the API server", () -> client.namespaces().withName("default").get())
          .isPresent();
    }
  }

  private Map<String, BoundedLooks.Begun<String>> onMachines(
      BoundedLooks looks, List<String> some, String what, Function<MachineProbe, String> look) {
    var begun = new LinkedHashMap<String, BoundedLooks.Begun<String>>();
    for (String each : some) {
      Callable<String> looking = () -> look.apply(new MachineProbe(shells.apply(each)));
      begun.put(each, looks.begin(what + " of " + each, looking));
    }
    return begun;
  }

  private void keepMachine(
      BoundedLooks looks, String machine, List<BoundedLooks.Begun<String>> begun) {
    var seen = new ArrayList<String>();
    begun.forEach(each -> looks.see(each).ifPresent(seen::add));
    if (!seen.isEmpty()) {
      keep.accept(Texts.of("machine-%s.txt", machine), shortened(String.join("\n", seen)));
    }
  }

  private void keepObjects(BoundedLooks looks, Set<String> named) {
    var objects = new ObjectsProbe(client);
    var all = looks.see("the namespaces", objects::namespaces).orElse(List.of());
    keepSeen(looks, "nodes.txt", () -> lines(new NodeProbe(client).nodes()));
    keepSeen(
        looks,
        "pods.txt",
        () -> lines(all.stream().flatMap(each -> new PodProbe(client).in(each).stream()).toList()));
    keepSeen(looks, "events.txt", this::events);
    keepSeen(looks, "objects/nodes.yaml", objects::nodes);
    var used = new TreeSet<>(named);
    all.stream().filter(each -> !each.startsWith(SYSTEM)).forEach(used::add);
    used.retainAll(all);
    used.forEach(
        each ->
            keepSeen(looks, Texts.of("objects/namespace-%s.yaml", each), () -> objects.yaml(each)));
    used.forEach(each -> keepLogs(looks, each, LINES));
    keepMetrics(looks);
    all.stream()
        .filter(each -> !used.contains(each))
        .forEach(each -> keepLogs(looks, each, LINES_OF_SYSTEM));
  }

  private void keepLogs(BoundedLooks looks, String namespace, int lines) {
    var logs = new LogsProbe(client, lines);
    looks
        .see("the containers of " + namespace, () -> logs.sources(namespace))
        .orElse(List.of())
        .forEach(source -> keepSeen(looks, source.file(), () -> logs.read(source)));
  }

  private void keepMetrics(BoundedLooks looks) {
    for (String kind : List.of("nodes", "pods")) {
      String path = "/apis/metrics.k8s.io/v1beta1/" + kind;
      looks
          .see("the usage of " + kind, () -> client.raw(path))
          .ifPresent(seen -> keep.accept(Texts.of("usage-%s.json", kind), shortened(seen)));
    }
  }

  private void keepSeen(BoundedLooks looks, String file, Callable<String> look) {
    looks.see(file, look).ifPresent(seen -> keep.accept(file, shortened(seen)));
  }

  private String events() {
    return client.v1().events().inAnyNamespace().list().getItems().stream()
        .sorted(Comparator.comparing(ClusterEvidence::when).reversed())
        .limit(EVENTS)
        .map(ClusterEvidence::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Event event) {
    var of = event.getInvolvedObject();
    String what = Texts.of("%s %s/%s", event.getType(), of.getNamespace(), of.getName());
    return Texts.of("%s %s %s: %s", when(event), what, event.getReason(), event.getMessage());
  }

  private static String when(Event event) {
    return event.getLastTimestamp() != null
        ? event.getLastTimestamp()
        : String.valueOf(event.getMetadata().getCreationTimestamp());
  }

  private static String lines(List<?> seen) {
    return seen.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  // Redacted before it is cut: half a secret would not be recognised.
  private static String shortened(String seen) {
    String text = Redaction.redact(seen);
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST)
            + Texts.of("\n[... shortened, it had %d characters]\n", text.length());
  }
}
