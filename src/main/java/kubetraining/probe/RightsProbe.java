package kubetraining.probe;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Asks the API server what an account may do. */
public record RightsProbe(KubernetesClient client) {

  /** Whether a service account of the namespace {@code default} may do this there. */
  public boolean mayDo(String account, String verb, String resource, String namespace) {
    return mayDo(new AccountName("default", account), verb, resource, namespace);
  }

  /** The namespaces in which an account may do this. */
  public List<String> namespacesWhereMayDo(AccountName account, String verb, String resource) {
    return client.namespaces().list().getItems().stream()
        .map(each -> each.getMetadata().getName())
        .filter(namespace -> mayDo(account, verb, resource, namespace))
        .toList();
  }

  /**
   * Whether an account may do this.
   *
   * @param resource as in {@code pods}, or with its group, as in {@code nodes.metrics.k8s.io}
   * @param namespace empty for all of them, and for what is in none
   */
  public boolean mayDo(AccountName account, String verb, String resource, String namespace) {
    int dot = resource.indexOf('.');
    var review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(account.user())
            .addAllToGroups(account.groups())
            .withNewResourceAttributes()
            .withNamespace(namespace)
            .withVerb(verb)
            .withGroup(dot < 0 ? "" : resource.substring(dot + 1))
            .withResource(dot < 0 ? resource : resource.substring(0, dot))
            .endResourceAttributes()
            .endSpec()
            .build();
    return Boolean.TRUE.equals(
        client.authorization().v1().subjectAccessReview().create(review).getStatus().getAllowed());
  }
}
