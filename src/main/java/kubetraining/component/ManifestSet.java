package kubetraining.component;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kubetraining.cluster.Manifests;
import kubetraining.cluster.TrainingCluster;
import org.jspecify.annotations.Nullable;

/** The objects of one folder of manifests, put into a cluster and taken out again together. */
public final class ManifestSet {
  private final TrainingCluster cluster;
  private final List<HasMetadata> objects;
  private final String what;

  private ManifestSet(TrainingCluster cluster, List<HasMetadata> objects, String what) {
    this.cluster = cluster;
    this.objects = List.copyOf(objects);
    this.what = what;
  }

  /**
   * All objects of all {@code .yaml} files of a folder, files by name.
   *
   * @param folder as in {@code manifests/metrics-server}
   */
  public static ManifestSet of(TrainingCluster cluster, Path folder) {
    return new ManifestSet(
        cluster, Manifests.in(cluster.client(), folder), folder.getFileName().toString());
  }

  /**
   * All objects of one file.
   *
   * @param file as in {@code manifests/04-scheduler/heat-scheduler.yaml}
   */
  public static ManifestSet ofFile(TrainingCluster cluster, Path file) {
    return new ManifestSet(
        cluster, Manifests.of(cluster.client(), file), file.getFileName().toString());
  }

  /** Creates the objects, or makes those that exist what they should be. */
  public void apply() {
    Manifests.apply(cluster.client(), objects);
  }

  /** Waits until every Deployment, DaemonSet and StatefulSet of the set runs as it should. */
  public void awaitReady(Duration limit) {
    cluster
        .waits()
        .upTo(limit)
        .see(
            what + " to be ready",
            () -> workloads().filter(each -> !WorkloadState.of(each).ready()).toList(),
            List::isEmpty,
            waiting -> WorkloadState.hopeless(cluster.client(), waiting));
  }

  /** Deletes the objects, newest first, and waits until the last of them is gone. */
  public void remove(Duration limit) {
    var client = cluster.client();
    var reversed = new ArrayList<>(objects);
    Collections.reverse(reversed);
    reversed.forEach(object -> client.resource(object).withGracePeriod(0).delete());
    cluster
        .waits()
        .upTo(limit)
        .see(
            what + " to be gone",
            () ->
                Stream.concat(objects.stream().filter(this::exists), podsLeft(client))
                    .map(ManifestSet::inWords)
                    .toList(),
            List::isEmpty);
  }

  private Stream<HasMetadata> podsLeft(KubernetesClient client) {
    return objects.stream()
        .map(WorkloadState::selector)
        .filter(Objects::nonNull)
        .flatMap(selector -> selector.pods(client).stream());
  }

  private boolean exists(HasMetadata object) {
    return now(object) != null;
  }

  private Stream<HasMetadata> workloads() {
    return objects.stream()
        .filter(WorkloadState::isWorkload)
        .map(object -> Objects.requireNonNullElse(now(object), object));
  }

  private @Nullable HasMetadata now(HasMetadata object) {
    // A custom object whose definition is gone is gone with it; the client answers null for 404.
    return object instanceof GenericKubernetesResource generic
        ? cluster.client().resource(generic).get()
        : cluster.client().resource(object).get();
  }

  private static String inWords(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  @Override
  public String toString() {
    return "%s (%d objects)".formatted(what, objects.size());
  }
}
