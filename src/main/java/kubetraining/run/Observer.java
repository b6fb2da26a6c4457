package kubetraining.run;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import kubetraining.cluster.Manifests;
import kubetraining.component.OurLabel;
import kubetraining.config.Limit;
import kubetraining.wait.Waits;

/**
 * An account that a run makes for its looks in a cluster that exists already: it may see
 * everything, change nothing, and goes with the run.
 *
 * @param acts by the account that was given
 * @param name of the account, of its namespace and of its permissions
 */
record Observer(KubernetesClient acts, String name) {
  static final String RUN = "kube-training/run";
  private static final long LONGEST = Duration.ofHours(24).toSeconds();

  /** One for a new run; it is not made yet. */
  static Observer ofRun(KubernetesClient acts) {
    return new Observer(acts, "kube-training-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /**
   * Makes it.
   *
   * @param manifests of the project; the permissions are those of any lab's observer
   * @return its token
   */
  String create(Path manifests) {
    var role =
        Manifests.in(acts, manifests.resolve("observer")).stream()
            .filter(ClusterRole.class::isInstance)
            .map(ClusterRole.class::cast)
            .findFirst()
            .orElseThrow();
    role.setMetadata(meta());
    var account = new ServiceAccountBuilder().withMetadata(meta()).build();
    account.getMetadata().setNamespace(name);
    var binding =
        new ClusterRoleBindingBuilder()
            .withMetadata(meta())
            .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
            .addNewSubject(null, "ServiceAccount", name, name)
            .build();
    var namespace = new NamespaceBuilder().withMetadata(meta()).build();
    for (HasMetadata each : List.of(namespace, account, role, binding)) {
      acts.resource(each).create();
    }
    var request =
        new TokenRequestBuilder().withNewSpec().withExpirationSeconds(LONGEST).endSpec().build();
    var made = acts.serviceAccounts().inNamespace(name).withName(name);
    return made.tokenRequest(request).getStatus().getToken();
  }

  /** Removes it, and sees that it is gone; no failure if it never was there. */
  void remove(Waits waits) {
    acts.rbac().clusterRoleBindings().withName(name).delete();
    acts.rbac().clusterRoles().withName(name).delete();
    acts.namespaces().withName(name).delete();
    var wait = waits.ofLab().upTo(Limit.POD_DELETED.duration());
    Callable<Boolean> look = () -> acts.namespaces().withName(name).get() == null;
    var unused = wait.see("the account of this run to be deleted", look, gone -> gone);
  }

  private ObjectMeta meta() {
    return new ObjectMetaBuilder()
        .withName(name)
        .addToLabels(OurLabel.KEY, OurLabel.VALUE)
        .addToLabels(RUN, name)
        .build();
  }
}
