package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.cluster.TrainingCluster;
import kubetraining.wait.Waits;

/** What commands of the guide make without a manifest, and what the cluster makes from that. */
public final class CommandTraces implements Component {
  private final KubernetesClient client;
  private final Waits waits;
  private final Ledger ledger;
  private final String name;
  private final List<Claim<?>> claims;
  private final Duration limit;
  private final boolean watchedOnly;

  /**
   * A component.
   *
   * @param claims the names that the commands use
   * @param limit the longest that removing may take
   */
  public CommandTraces(
      TrainingCluster cluster,
      Ledger ledger,
      String name,
      List<? extends Claim<?>> claims,
      Duration limit) {
    this.client = cluster.admin();
    this.waits = cluster.waits();
    this.watchedOnly = cluster.isWatchedOnly();
    this.ledger = ledger;
    this.name = name;
    this.claims = List.copyOf(claims);
    this.limit = limit;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<ForeignObject> inTheWay() {
    return there().filter(each -> !ledger.isOurs(each)).map(ForeignObject::of).toList();
  }

  @Override
  public List<ForeignObject> remains() {
    return Stream.concat(ours(), withoutOwner()).map(ForeignObject::of).distinct().toList();
  }

  /** What belonged to a pod that is gone; the cluster removes it a moment later. */
  private Stream<HasMetadata> withoutOwner() {
    var pods =
        namespaces()
            .flatMap(each -> client.pods().inNamespace(each).list().getItems().stream())
            .map(each -> each.getMetadata().getUid())
            .collect(Collectors.toSet());
    return owned(owner -> owner.getKind().equals("Pod") && !pods.contains(owner.getUid()));
  }

  @Override
  public void remove() {
    if (watchedOnly) {
      Component.requireGone(List.of(this));
    }
    var own = ours().toList();
    var uids = own.stream().map(each -> each.getMetadata().getUid()).collect(Collectors.toSet());
    Stream.concat(own.stream(), madeFrom(uids))
        .forEach(each -> client.resource(each).withGracePeriod(0).delete());
    waits
        .ofLab()
        .upTo(limit)
        .see(
            name + " to be deleted",
            () -> Stream.concat(ours(), madeFrom(uids)).map(WorkloadState::nameOf).toList(),
            List::isEmpty);
  }

  private Stream<? extends HasMetadata> there() {
    return claims.stream().flatMap(claim -> ledger.look(client, claim).stream());
  }

  private Stream<? extends HasMetadata> ours() {
    return there().filter(ledger::isOurs);
  }

  /** What the cluster removes by itself with these, somewhat later. */
  private Stream<HasMetadata> madeFrom(Set<String> owners) {
    return owned(owner -> owners.contains(owner.getUid()));
  }

  private Stream<HasMetadata> owned(Predicate<OwnerReference> by) {
    return namespaces()
        .flatMap(this::mayBeOwned)
        .filter(each -> each.getMetadata().getOwnerReferences().stream().anyMatch(by));
  }

  private Stream<String> namespaces() {
    return claims.stream().map(Claim::namespace).filter(Objects::nonNull).distinct();
  }

  private Stream<HasMetadata> mayBeOwned(String namespace) {
    return Stream.<List<? extends HasMetadata>>of(
            client.pods().inNamespace(namespace).list().getItems(),
            client.services().inNamespace(namespace).list().getItems(),
            client.configMaps().inNamespace(namespace).list().getItems())
        .flatMap(List::stream);
  }
}
