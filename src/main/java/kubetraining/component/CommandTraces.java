package kubetraining.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.cluster.TrainingCluster;

/**
 * What commands of the guide make without a manifest, and what the cluster makes from that.
 *
 * @param claims the names that the commands use
 * @param limit the longest that removing may take
 */
public record CommandTraces(
    TrainingCluster cluster,
    Ledger ledger,
    String name,
    List<? extends Claim<?>> claims,
    Duration limit)
    implements Component {
  public CommandTraces {
    claims = List.copyOf(claims);
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
            .flatMap(each -> cluster.admin().pods().inNamespace(each).list().getItems().stream())
            .map(each -> each.getMetadata().getUid())
            .collect(Collectors.toSet());
    return owned(owner -> owner.getKind().equals("Pod") && !pods.contains(owner.getUid()));
  }

  @Override
  public void remove() {
    if (cluster.isWatchedOnly()) {
      Component.requireGone(List.of(this));
    }
    var own = ours().toList();
    var uids = own.stream().map(each -> each.getMetadata().getUid()).collect(Collectors.toSet());
    Stream.concat(own.stream(), madeFrom(uids))
        .forEach(each -> cluster.admin().resource(each).withGracePeriod(0).delete());
    var wait = cluster.waits().ofLab().upTo(limit);
    wait.see(
        name + " to be deleted",
        () -> Stream.concat(ours(), madeFrom(uids)).map(WorkloadState::nameOf).toList(),
        List::isEmpty);
  }

  private Stream<? extends HasMetadata> there() {
    claims.forEach(claim -> ledger.claim(cluster.admin(), claim));
    // Many names of one kind: one list of all takes one request.
    var lists = new HashMap<Claim<?>, List<? extends HasMetadata>>();
    return claims.stream().flatMap(claim -> look(claim, lists).stream());
  }

  private <T extends HasMetadata> List<T> look(
      Claim<T> claim, Map<Claim<?>, List<? extends HasMetadata>> lists) {
    var all = lists.computeIfAbsent(claim.ofAnyName(), each -> each.there(cluster.admin()));
    return ledger.look(claim, claim.among(all));
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
            cluster.admin().pods().inNamespace(namespace).list().getItems(),
            cluster.admin().services().inNamespace(namespace).list().getItems(),
            cluster.admin().configMaps().inNamespace(namespace).list().getItems())
        .flatMap(List::stream);
  }
}
