package kubetraining.component;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.cluster.Manifests;
import kubetraining.cluster.TrainingCluster;
import kubetraining.host.Texts;
import kubetraining.probe.PodPatience;
import kubetraining.remote.AtOnce;
import org.jspecify.annotations.Nullable;

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
    var now = ledger.now(client);
    return objects.stream()
        // A namespace stands for all that is in it.
        .filter(object -> !isInNamespaceOfSet(object))
        .flatMap(object -> claimed(now.of(object), object).stream())
        .filter(seen -> !isOurs(seen))
        .map(ForeignObject::of)
        .toList();
  }

  /** Whether any of the objects is there, whoever made it. */
  @Override
  public boolean isThere() {
    var now = ledger.now(client);
    return objects.stream().anyMatch(object -> now.of(object).isPresent());
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
    cluster
        .waits()
        .upTo(limit)
        .see(
            what + " to be ready",
            () -> workloads().filter(each -> !WorkloadState.of(each).ready()).toList(),
            List::isEmpty,
            waiting -> WorkloadState.hopeless(client, waiting, patience));
  }

  /** Deletes those of the objects that are ours, all at once, and does not wait. */
  @Override
  public void beginRemoval() {
    removeObjects();
  }

  private void removeObjects() {
    var access = new ObjectAccess(client);
    var foreign = foreignNamespaces();
    var unused =
        AtOnce.each(
            objects.stream().filter(this::isDeletedByItself).toList(),
            ManifestComponent::fullName,
            object ->
                access
                    .to(object)
                    .filter(one -> isOurs(one.get(), foreign))
                    .map(one -> one.withGracePeriod(0).delete()));
  }

  /** Deletes those of the objects that are ours, and waits until the last of them is gone. */
  @Override
  public void remove() {
    removeObjects();
    awaitGone(what, () -> Stream.concat(left(), podsLeft()).map(WorkloadState::nameOf).distinct());
  }

  final void awaitGone(String name, Supplier<Stream<String>> left) {
    var wait = cluster.waits().ofLab().upTo(limit);
    wait.see(name + " to be deleted", () -> left.get().toList(), List::isEmpty);
  }

  private Optional<? extends HasMetadata> claimed(
      Optional<? extends HasMetadata> there, HasMetadata object) {
    ledger.claim(fullName(object), there);
    return there;
  }

  private boolean isOurs(HasMetadata seen) {
    return ledger.isOurs(fullName(seen), seen);
  }

  static String fullName(HasMetadata object) {
    var meta = object.getMetadata();
    return Texts.of("%s %s/%s", object.getKind(), meta.getNamespace(), meta.getName());
  }

  private boolean isOurs(@Nullable HasMetadata seen, Set<String> foreignNamespaces) {
    return seen != null
        && (isOurs(seen)
            || (isInNamespaceOfSet(seen)
                && !foreignNamespaces.contains(seen.getMetadata().getNamespace())));
  }

  /** The namespaces of the set that are somebody else's. */
  private Set<String> foreignNamespaces() {
    return objects.stream()
        .filter(ManifestComponent::isNamespace)
        .map(object -> client.resource(object).get())
        .filter(seen -> seen != null && !isOurs(seen))
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
    return objects.stream()
        .filter(ManifestComponent::isNamespace)
        .anyMatch(each -> each.getMetadata().getName().equals(object.getMetadata().getNamespace()));
  }

  @Override
  public List<ForeignObject> remains() {
    return left().map(ForeignObject::of).toList();
  }

  private Stream<HasMetadata> left() {
    var now = ledger.now(client);
    return objects.stream()
        .filter(object -> !isInNamespaceOfSet(object))
        .flatMap(object -> now.of(object).filter(this::isOurs).stream());
  }

  // Whatever made them: a namespace of ours holds nothing of anybody else.
  private Stream<HasMetadata> podsLeft() {
    var foreign = foreignNamespaces();
    Stream<HasMetadata> ofWorkloads =
        objects.stream().flatMap(object -> WorkloadState.pods(client, object));
    Stream<HasMetadata> inNamespaces =
        objects.stream()
            .filter(ManifestComponent::isNamespace)
            .map(object -> client.pods().inNamespace(object.getMetadata().getName()))
            .flatMap(pods -> pods.list().getItems().stream());
    return Stream.concat(ofWorkloads, inNamespaces).filter(pod -> isOurs(pod, foreign));
  }

  private static boolean isNamespace(HasMetadata object) {
    return object instanceof Namespace;
  }

  private Stream<HasMetadata> workloads() {
    return objects.stream()
        .filter(WorkloadState::isWorkload)
        .map(object -> Objects.requireNonNullElse(client.resource(object).get(), object));
  }
}
