package kubetraining.probe;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import kubetraining.host.Texts;

/**
 * Records what comes and goes from the start of a section, whether a step looks or not: pods,
 * events, and nodes that are not Ready. Each kind is listed once and then watched from the version
 * of that list, so no change is missed; a watch that has become too old begins with a new list.
 */
public final class SectionRecorder implements AutoCloseable {
  private static final String SPARK = "default";
  private final Map<String, Pod> pods = new LinkedHashMap<>();
  private final Map<String, Event> events = new LinkedHashMap<>();
  private final Map<String, String> states = new LinkedHashMap<>();
  private final Map<String, Instant> readySince = new LinkedHashMap<>();
  private final List<String> breaks = new ArrayList<>();
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
  private final SparkWatch spark;

  private SectionRecorder(KubernetesClient client) {
    spark = SparkWatch.open(client, SPARK);
  }

  /** Begins to record; when this returns, no change will be missed. */
  public static SectionRecorder start(KubernetesClient client) {
    var recorder = new SectionRecorder(client);
    var informers = recorder.informers;
    informers.add(client.pods().inAnyNamespace().inform(new Each<Pod>(recorder::see)));
    informers.add(client.v1().events().inAnyNamespace().inform(new Each<Event>(recorder::see)));
    informers.add(client.nodes().inform(new Each<Node>(recorder::see)));
    return recorder;
  }

  /** The pods of Spark that have come since then. */
  public SparkWatch spark() {
    return spark;
  }

  /** All pods of a namespace that carry a label, also those that are gone by now. */
  public synchronized List<PodSeen> pods(String namespace, String label, String value) {
    requireWatching();
    return pods.values().stream()
        .filter(pod -> namespace.equals(pod.getMetadata().getNamespace()))
        .filter(pod -> value.equals(pod.getMetadata().getLabels().get(label)))
        .map(PodProbe::seen)
        .toList();
  }

  /**
   * The events of one object with one reason, oldest first.
   *
   * @param uid of the object: one of the same name may have been there before
   */
  public synchronized List<EventSeen> events(String namespace, String uid, String reason) {
    requireWatching();
    return events.values().stream()
        .filter(event -> namespace.equals(event.getMetadata().getNamespace()))
        .filter(event -> uid.equals(event.getInvolvedObject().getUid()))
        .filter(event -> reason.equals(event.getReason()))
        .map(EventSeen::of)
        .sorted(Comparator.comparing(EventSeen::lastAt))
        .toList();
  }

  /** Since when each node was Ready as the section began, by the clock of the cluster. */
  public synchronized Map<String, Instant> readySince() {
    return Map.copyOf(readySince);
  }

  /** Each time that a node was not Ready, in words. */
  public synchronized List<String> breaks() {
    requireWatching();
    return List.copyOf(breaks);
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
    spark.close();
  }

  // What a watch that has ended did not see proves nothing.
  private void requireWatching() {
    if (!informers.stream().allMatch(SharedIndexInformer::isRunning)) {
      throw new IllegalStateException(
          "the section is no longer watched; one of its watches has ended");
    }
  }

  private synchronized void see(Pod pod) {
    pods.put(pod.getMetadata().getUid(), pod);
  }

  private synchronized void see(Event event) {
    events.put(event.getMetadata().getUid(), event);
  }

  private synchronized void see(Node node) {
    String name = node.getMetadata().getName();
    var ready = NodeProbe.ready(node);
    String since = ready.map(NodeCondition::getLastTransitionTime).orElse("its creation");
    String state = ready.map(NodeCondition::getStatus).orElse("not told");
    if (!states.containsKey(name) && "True".equals(state)) {
      readySince.put(name, Instant.parse(since));
    }
    if (!state.equals(states.put(name, state)) && !"True".equals(state)) {
      breaks.add(
          Texts.of(
              "%s was not Ready at %s: %s",
              name, since, ready.map(NodeCondition::getReason).orElse("it had not reported")));
    }
  }

  /** What was seen last of an object stays, also when it is gone. */
  private record Each<T extends HasMetadata>(Consumer<T> see) implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
      see.accept(object);
    }

    @Override
    public void onUpdate(T before, T now) {
      see.accept(now);
    }

    @Override
    public void onDelete(T object, boolean lastStateUnknown) {}
  }

  /**
   * Something that happened to an object of the cluster, once or several times.
   *
   * @param lastAt when it last happened, by the clock of its reporter
   */
  public record EventSeen(Instant lastAt, int count, String reason, String message) {
    static EventSeen of(Event event) {
      return new EventSeen(
          Instant.parse(
              Objects.requireNonNullElse(
                  event.getLastTimestamp(), event.getMetadata().getCreationTimestamp())),
          Objects.requireNonNullElse(event.getCount(), 1),
          Objects.requireNonNullElse(event.getReason(), ""),
          Objects.requireNonNullElse(event.getMessage(), ""));
    }

    @Override
    public String toString() {
      return Texts.of(
          "%s %s: %s%s", lastAt, reason, message, count > 1 ? Texts.of(" (x%d)", count) : "");
    }
  }
}
