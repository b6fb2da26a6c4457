package kubetraining.steps;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import kubetraining.component.Claim;
import kubetraining.component.CommandTraces;
import kubetraining.config.Limit;
import kubetraining.run.TrainingRun;

/** What section 3 makes in the cluster: the names that its commands use. */
final class SparkTraces {
  static final String NAMESPACE = "default";
  static final String ACCOUNT = "spark";
  static final String BINDING = "spark-role";
  private static final String DRIVER = "spark-pi-driver1";

  private SparkTraces() {}

  /** Executors, services and configuration belong to the driver, and go with it. */
  static CommandTraces of(TrainingRun run) {
    return new CommandTraces(
        run.cluster(),
        run.section().ledger(),
        "what jobs of Spark leave",
        List.of(
            Claim.in(NAMESPACE, Pod.class, DRIVER),
            Claim.in(NAMESPACE, ServiceAccount.class, ACCOUNT),
            Claim.in(NAMESPACE, RoleBinding.class, BINDING),
            Claim.of(ClusterRoleBinding.class, BINDING),
            Claim.typedIn(NAMESPACE, Pod.class),
            Claim.typedIn(NAMESPACE, ServiceAccount.class),
            Claim.typedIn(NAMESPACE, Role.class),
            Claim.typedIn(NAMESPACE, RoleBinding.class),
            Claim.typed(ClusterRoleBinding.class)),
        Limit.POD_DELETED.duration());
  }
}
