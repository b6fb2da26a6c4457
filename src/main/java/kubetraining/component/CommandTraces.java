package kubetraining.component;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.List;
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
  private static final List<Class<? extends HasMetadata>> MAY_BE_OWNED =
      List.of(Pod.class, Service.class, ConfigMap.class);

  @Override
  public List<ForeignObject> inTheWay() {
    return ledger.look(now(), claims).stream()
        .filter(each -> !ledger.isOurs(each))
        .map(ForeignObject::of)
        .toList();
  }

  @Override
  public List<ForeignObject> remains() {
    var now = now();
    var own = ours(now).toList();
    var left = own.isEmpty() ? withoutOwner(now) : own.stream();
    return left.map(ForeignObject::of).distinct().toList();
  }

  /** What belonged to a pod that is gone; the cluster removes it a moment after that. */
  private Stream<? extends HasMetadata> withoutOwner(Lists now) {
    var pods =
        namespaces()
            .flatMap(each -> now.of(Claim.typedIn(each, Pod.class)).stream())
            .map(each -> each.getMetadata().getUid())
            .collect(Collectors.toSet());
    return owned(now, owner -> owner.getKind().equals("Pod") && !pods.contains(owner.getUid()));
  }

  @Override
  public void remove() {
    if (cluster.isWatchedOnly()) {
      Component.requireGone(List.of(this));
    }
    var now = now();
    var own = ours(now).toList();
    var uids = own.stream().map(each -> each.getMetadata().getUid()).collect(Collectors.toSet());
    Stream.concat(own.stream(), madeFrom(now, uids))
        .forEach(each -> cluster.admin().resource(each).withGracePeriod(0).delete());
    var wait = cluster.waits().ofLab().upTo(limit);
    wait.see(name + " to be deleted", () -> left(uids), List::isEmpty);
  }

  private List<String> left(Set<String> uids) {
    var now = now();
    return Stream.concat(ours(now), madeFrom(now, uids)).map(WorkloadState::nameOf).toList();
  }

  private Lists now() {
    return ledger.now(cluster.admin());
  }

  private Stream<HasMetadata> ours(Lists now) {
    return ledger.look(now, claims).stream().filter(ledger::isOurs);
  }

  /** What the cluster removes by itself with these, somewhat later. */
  private Stream<? extends HasMetadata> madeFrom(Lists now, Set<String> owners) {
    return owned(now, owner -> owners.contains(owner.getUid()));
  }

  private Stream<? extends HasMetadata> owned(Lists now, Predicate<OwnerReference> by) {
    return namespaces()
        .flatMap(each -> MAY_BE_OWNED.stream().map(kind -> Claim.typedIn(each, kind)))
        .flatMap(each -> now.of(each).stream())
        .filter(each -> each.getMetadata().getOwnerReferences().stream().anyMatch(by));
  }

  private Stream<String> namespaces() {
    return claims.stream().map(Claim::namespace).filter(Objects::nonNull).distinct();
  }
}
