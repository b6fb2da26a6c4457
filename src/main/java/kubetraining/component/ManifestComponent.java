package kubetraining.component;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.cluster.Manifests;
import kubetraining.cluster.TrainingCluster;
import kubetraining.host.Texts;
import kubetraining.probe.PodPatience;
import kubetraining.remote.AtOnce;

/** A component that is no more than a folder of manifests, or one of them. */
public class ManifestComponent implements Installable {
  static final String HOME = "~/training/";
  final TrainingCluster cluster;
  final KubernetesClient client;
  final Ledger ledger;
  final Duration limit;
  private final String name;
  private final String path;
  private final String what;
  private final List<HasMetadata> objects;

  /**
   * @param ledger knows what has taken a name of theirs since
   * @param manifests the project's folder of manifests
   * @param path of a folder or a file within it, as in {@code metrics-server}
   * @param limit the longest that it may take to work, or to be gone
   */
  public ManifestComponent(
      TrainingCluster cluster,
      Ledger ledger,
      String name,
      Path manifests,
      String path,
      Duration limit) {
    Path file = manifests.resolve(path);
    this.cluster = cluster;
    this.client = cluster.admin();
    this.ledger = ledger;
    this.limit = limit;
    this.name = name;
    this.path = path;
    this.what = file.getFileName().toString();
    this.objects = Manifests.at(client, file);
  }

  @Override
  public final String name() {
    return name;
  }

  /** What has the name of one of the objects, and is not ours. What takes one from now on is. */
  @Override
  public List<ForeignObject> inTheWay() {
    if (stays().isPresent()) {
      return List.of();
    }
    var now = ledger.now(client);
    outside().forEach(object -> ledger.claim(fullName(object), now.of(object)));
    return there(outside(), now).filter(seen -> !isOurs(seen)).map(ForeignObject::of).toList();
  }

  /** Whether any of the objects is there, whoever made it. */
  @Override
  public boolean isThere() {
    var now = ledger.now(client);
    return stays().isPresent() || objects.stream().anyMatch(each -> now.of(each).isPresent());
  }

  @Override
  public String commands() {
    return "kubectl apply --filename " + HOME + path + "/";
  }

  /** Those of one kind, as their files have them. */
  <T extends HasMetadata> Stream<T> objects(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Waits until every Deployment, DaemonSet and StatefulSet of the set runs as it should. */
  @Override
  public void awaitReady() {
    var patience = new PodPatience();
    var wait = cluster.waits().upTo(limit);
    wait.see(
        what + " to be ready",
        () -> workloads().filter(each -> !WorkloadState.of(each).ready()).toList(),
        List::isEmpty,
        waiting -> WorkloadState.hopeless(client, waiting, patience));
  }

  /** Deletes those of the objects that are ours, all at once, and does not wait. */
  @Override
  public void beginRemoval() {
    if (stays().isEmpty()) {
      removeObjects();
    }
  }

  private void removeObjects() {
    var now = ledger.now(client);
    var foreign = foreignNamespaces(now);
    var unused =
        AtOnce.each(
            objects.stream().filter(this::isDeletedByItself).toList(),
            ManifestComponent::fullName,
            object ->
                now.of(object)
                    .filter(seen -> isOurs(seen, foreign))
                    .flatMap(now::to)
                    .map(one -> one.withGracePeriod(0).delete()));
  }

  /** Deletes those of the objects that are ours, and waits until the last of them is gone. */
  @Override
  public void remove() {
    if (stays().isPresent()) {
      return;
    }
    removeObjects();
    awaitGone(what, () -> Stream.concat(left(), podsLeft()).map(WorkloadState::nameOf).distinct());
  }

  final void awaitGone(String name, Supplier<Stream<String>> left) {
    var wait = cluster.waits().ofLab().upTo(limit);
    wait.see(name + " to be deleted", () -> left.get().toList(), List::isEmpty);
  }

  private boolean isOurs(HasMetadata seen) {
    return ledger.isOurs(fullName(seen), seen);
  }

  static String fullName(HasMetadata object) {
    var meta = object.getMetadata();
    return Texts.of("%s %s/%s", object.getKind(), meta.getNamespace(), meta.getName());
  }

  private boolean isOurs(HasMetadata seen, Set<String> foreignNamespaces) {
    return isOurs(seen)
        || (isInNamespaceOfSet(seen)
            && !foreignNamespaces.contains(seen.getMetadata().getNamespace()));
  }

  /** The namespaces of the set that are somebody else's. */
  private Set<String> foreignNamespaces(Lists now) {
    return there(objects(Namespace.class), now)
        .filter(seen -> !isOurs(seen))
        .map(seen -> seen.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  // A namespace takes along what is in it, but looks only after five seconds. What has pods is told
  // to go at once, so that they are gone by then; otherwise it would wait for them once more.
  private boolean isDeletedByItself(HasMetadata object) {
    return !isInNamespaceOfSet(object)
        || WorkloadState.isWorkload(object)
        || object instanceof GenericKubernetesResource;
  }

  private boolean isInNamespaceOfSet(HasMetadata object) {
    return objects(Namespace.class)
        .anyMatch(each -> each.getMetadata().getName().equals(object.getMetadata().getNamespace()));
  }

  @Override
  public List<ForeignObject> remains() {
    return left().map(ForeignObject::of).toList();
  }

  private Stream<HasMetadata> left() {
    return there(outside(), ledger.now(client)).filter(this::isOurs);
  }

  /** A namespace stands for all that is in it. */
  private Stream<HasMetadata> outside() {
    return objects.stream().filter(object -> !isInNamespaceOfSet(object));
  }

  private static Stream<HasMetadata> there(Stream<? extends HasMetadata> objects, Lists now) {
    return objects.flatMap(object -> now.of(object).stream());
  }

  // Whatever made them: a namespace of ours holds nothing of anybody else.
  private Stream<HasMetadata> podsLeft() {
    var foreign = foreignNamespaces(ledger.now(client));
    Stream<HasMetadata> ofWorkloads =
        objects.stream().flatMap(object -> WorkloadState.pods(client, object));
    Stream<HasMetadata> inNamespaces =
        objects(Namespace.class)
            .map(object -> client.pods().inNamespace(object.getMetadata().getName()))
            .flatMap(pods -> pods.list().getItems().stream());
    return Stream.concat(ofWorkloads, inNamespaces).filter(pod -> isOurs(pod, foreign));
  }

  private Stream<HasMetadata> workloads() {
    var now = ledger.now(client);
    return objects.stream()
        .filter(WorkloadState::isWorkload)
        .map(object -> now.of(object).<HasMetadata>map(seen -> seen).orElse(object));
  }
}
