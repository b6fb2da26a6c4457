package kubetraining.probe;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Asks the API server what an account may do. */
public final class RightsProbe {
  private final KubernetesClient client;

  public RightsProbe(KubernetesClient client) {
    this.client = client;
  }

  /** Whether a service account of the namespace {@code default} may do this there. */
  public boolean mayDo(String account, String verb, String resource, String namespace) {
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("system:serviceaccount:default:" + account)
            .addToGroups(
                "system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated")
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withVerb(verb)
            .withResource(resource)
            .endResourceAttributes()
            .endSpec()
            .build();
    return Boolean.TRUE.equals(
        client.authorization().v1().subjectAccessReview().create(review).getStatus().getAllowed());
  }
}
