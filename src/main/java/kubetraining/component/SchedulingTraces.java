package kubetraining.component;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.cluster.TrainingCluster;
import kubetraining.component.ForeignObject.Cure;

/**
 * What the commands of section 4 make beside the scheduler itself, and its removal.
 *
 * @param limit the longest that removing may take
 */
public record SchedulingTraces(TrainingCluster cluster, Ledger ledger, Duration limit)
    implements Component {
  private static final String NAMESPACE = "default";
  private static final String COPY = "~/podpi.yaml";
  private static final List<Claim<?>> CLAIMS =
      List.of(
          Claim.of(ClusterRoleBinding.class, "serviceaccounts-cluster-admin"),
          Claim.typedIn(NAMESPACE, Pod.class),
          Claim.in(NAMESPACE, Pod.class, "guest"),
          Claim.in(NAMESPACE, Pod.class, "podpi9"),
          Claim.in(NAMESPACE, Pod.class, "podpi10"),
          Claim.in(NAMESPACE, Pod.class, "podpi11"));

  private CommandTraces commands() {
    String name = "the pods and the binding of section 4";
    return new CommandTraces(cluster, ledger, name, CLAIMS, limit);
  }

  private NodeTemperatures temperatures() {
    return new NodeTemperatures(cluster.admin(), ledger);
  }

  @Override
  public String name() {
    return "leftovers of the commands of section 4";
  }

  @Override
  public List<ForeignObject> inTheWay() {
    return Stream.concat(commands().inTheWay().stream(), temperatures().inTheWay().stream())
        .toList();
  }

  @Override
  public List<ForeignObject> remains() {
    return Stream.of(commands().remains(), temperatures().remains(), copies())
        .flatMap(List::stream)
        .toList();
  }

  private List<ForeignObject> copies() {
    var copy = new ForeignObject("the file " + COPY, "it is on node1", new Cure("rm %s", COPY));
    boolean there = cluster.shell("node1").run("test -e " + COPY, limit).succeeded();
    return there ? List.of(copy) : List.of();
  }

  @Override
  public void remove() {
    if (cluster.isWatchedOnly()) {
      Component.requireGone(List.of(this));
      return;
    }
    temperatures().clear();
    var scouts = cluster.admin().pods().inNamespace(NAMESPACE).withLabel(Scout.LABEL);
    scouts.withLabel(OurLabel.KEY, OurLabel.VALUE).withGracePeriod(0).delete();
    cluster.shell("node1").mustRun("rm -f " + COPY, limit);
    commands().remove();
  }
}
