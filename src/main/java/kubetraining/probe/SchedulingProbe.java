package kubetraining.probe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.probe.SchedulingProbe.Placement.SchedulingEvent;
import org.jspecify.annotations.Nullable;

/** Looks at where pods were placed, by whom, and what the heat extender had to do with it. */
public record SchedulingProbe(KubernetesClient client) {
  private static final String TEMPERATURE = "nerdalize/temp";
  private static final Set<String> OF_SCHEDULERS = Set.of("Scheduled", "FailedScheduling");

  /** The placement of a pod of the namespace {@code default}; empty if there is no such pod. */
  public Optional<Placement> placement(String name) {
    return Optional.ofNullable(client.pods().inNamespace("default").withName(name).get())
        .map(this::placement);
  }

  /** The temperature of each node that has one, as the API server knows it; infinite if illegal. */
  public Map<String, Double> temperatures() {
    var temperatures = new TreeMap<String, Double>();
    for (var node : client.nodes().list().getItems()) {
      var written = node.getMetadata().getAnnotations().get(TEMPERATURE);
      temperatures.put(node.getMetadata().getName(), number(written));
    }
    return temperatures;
  }

  /**
   * The containers that answer, by what the kubelet says, of the pods with this label.
   *
   * @param app value of the label {@code app}
   */
  public List<String> answering(String app) {
    return pods(app)
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .filter(ContainerStatus::getReady)
        .map(ContainerStatus::getName)
        .sorted()
        .toList();
  }

  private Stream<Pod> pods(String app) {
    return client.pods().inNamespace("kube-system").withLabel("app", app).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null);
  }

  /** The log of the extender that runs now; empty while none does. */
  public ExtenderLog extenderLog() {
    try {
      return new ExtenderLog(
          pods("heat-scheduler").map(this::log).collect(Collectors.joining("\n")));
    } catch (KubernetesClientException e) {
      // The container is being made or replaced: there is no log yet.
      if (e.getCode() == 400 || e.getCode() == 404) {
        return new ExtenderLog("");
      }
      throw e;
    }
  }

  private String log(Pod pod) {
    return client.pods().resource(pod).inContainer("extender").getLog();
  }

  private Placement placement(Pod pod) {
    Optional<PodCondition> scheduled = PodProbe.condition(pod, "PodScheduled");
    return new Placement(
        pod.getMetadata().getName(),
        pod.getMetadata().getUid(),
        pod.getSpec().getSchedulerName(),
        Objects.requireNonNullElse(pod.getSpec().getNodeName(), ""),
        scheduled.map(PodCondition::getStatus).orElse(""),
        scheduled.map(PodCondition::getReason).orElse(""),
        scheduled.map(PodCondition::getMessage).orElse(""),
        events(pod.getMetadata().getUid()));
  }

  private List<SchedulingEvent> events(String uid) {
    return client.v1().events().inNamespace("default").list().getItems().stream()
        .filter(event -> uid.equals(event.getInvolvedObject().getUid()))
        .filter(event -> OF_SCHEDULERS.contains(event.getReason()))
        .sorted(Comparator.comparing(event -> event.getMetadata().getCreationTimestamp()))
        .map(
            event ->
                new SchedulingEvent(
                    event.getReason(),
                    Objects.requireNonNullElse(event.getReportingComponent(), ""),
                    Objects.requireNonNullElse(event.getMessage(), "")))
        .toList();
  }

  private static double number(@Nullable String annotation) {
    try {
      double number = annotation == null ? Double.NaN : Double.parseDouble(annotation);
      return Double.isFinite(number) ? number : Double.POSITIVE_INFINITY;
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /**
   * How far a pod has come with its scheduler; whether it runs is another question.
   *
   * @param scheduler that the pod names
   * @param node where it was placed, empty while it was not
   * @param scheduled status of the condition PodScheduled, empty while nobody has set it
   * @param reason of that condition, or empty
   * @param message of that condition, or empty
   * @param events of schedulers about it, oldest first
   */
  public record Placement(
      String pod,
      String uid,
      String scheduler,
      String node,
      String scheduled,
      String reason,
      String message,
      List<SchedulingEvent> events) {

    /**
     * One thing that a scheduler said of the pod.
     *
     * @param reporter the scheduler that said it
     */
    public record SchedulingEvent(String reason, String reporter, String message) {
      @Override
      public String toString() {
        return Texts.of("%s by %s: %s", reason, reporter, message);
      }
    }

    /** Whether it has a node, and the condition says so too. */
    public boolean placed() {
      return !node.isEmpty() && "True".equals(scheduled);
    }

    /** Whether no scheduler has ever looked at it. */
    public boolean unnoticed() {
      return node.isEmpty() && scheduled.isEmpty() && events.isEmpty();
    }

    /** What was said when it was placed. */
    public Optional<SchedulingEvent> placing() {
      return events.stream().filter(event -> event.reason().equals("Scheduled")).findFirst();
    }

    @Override
    public String toString() {
      return Texts.of(
          "pod %s of scheduler %s, %s%s%s",
          pod,
          scheduler,
          node.isEmpty() ? "without a node" : "on " + node,
          message.isEmpty() ? "" : Texts.of(", %s: %s", reason, message),
          events.isEmpty() ? ", no events" : ", events " + events);
    }
  }
}
