package kubetraining.component;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kubetraining.cluster.TrainingCluster;
import kubetraining.remote.AtOnce;

/** What the commands of section 4 make beside the scheduler itself, and its removal. */
public final class SchedulingTraces implements Component {
  private static final String NAMESPACE = "default";
  private static final String COPY = "~/podpi.yaml";
  private final TrainingCluster cluster;
  private final CommandTraces commands;
  private final NodeTemperatures temperatures;
  private final Duration limit;

  /**
   * @param limit the longest that removing may take
   */
  public SchedulingTraces(TrainingCluster cluster, Ledger ledger, Duration limit) {
    this.cluster = cluster;
    this.commands =
        new CommandTraces(
            cluster,
            ledger,
            "the pods and the binding of section 4",
            Stream.concat(
                    Stream.of(
                        Claim.of(ClusterRoleBinding.class, "serviceaccounts-cluster-admin"),
                        Claim.typedIn(NAMESPACE, Pod.class)),
                    Stream.of("guest", "podpi9", "podpi10", "podpi11")
                        .map(pod -> Claim.in(NAMESPACE, Pod.class, pod)))
                .toList(),
            limit);
    this.temperatures = new NodeTemperatures(cluster.admin(), ledger);
    this.limit = limit;
  }

  @Override
  public String name() {
    return "leftovers of the commands of section 4";
  }

  @Override
  public List<ForeignObject> inTheWay() {
    return Stream.concat(commands.inTheWay().stream(), temperatures.inTheWay().stream()).toList();
  }

  @Override
  public List<ForeignObject> remains() {
    return Stream.of(commands.remains(), temperatures.remains(), copies())
        .flatMap(List::stream)
        .toList();
  }

  private List<ForeignObject> copies() {
    return cluster.shell("node1").run("test -e " + COPY, limit).succeeded()
        ? List.of(
            new ForeignObject(
                "the file " + COPY, "it is on node1", new ForeignObject.Cure("rm", COPY, "")))
        : List.of();
  }

  @Override
  public void remove() {
    if (cluster.isWatchedOnly()) {
      Component.requireGone(List.of(this));
      return;
    }
    Map<String, Runnable> others =
        Map.of(
            "temperatures",
            temperatures::clear,
            "scouts",
            this::removeScouts,
            COPY,
            () -> cluster.shell("node1").mustRun("rm -f " + COPY, limit));
    var unused =
        AtOnce.each(
            others.entrySet(),
            Map.Entry::getKey,
            each -> {
              each.getValue().run();
              return true;
            });
    commands.remove();
  }

  private void removeScouts() {
    cluster
        .admin()
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel(Scout.LABEL)
        .withLabel(OurLabel.KEY, OurLabel.VALUE)
        .withGracePeriod(0)
        .delete();
  }
}
