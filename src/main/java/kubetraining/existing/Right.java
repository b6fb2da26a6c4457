package kubetraining.existing;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;

/**
 * A permission without which a feature of the guide cannot be done.
 *
 * @param resource as in {@code pods}, or with its group, as in {@code deployments.apps}, or with a
 *     part, as in {@code pods/eviction}
 * @param namespace {@code -} for all of them, and for what is in none
 */
public record Right(List<String> features, String verb, String resource, String namespace) {
  /** All of them. */
  static Stream<Right> all() {
    return Tables.rows("rights.txt", " +")
        .map(row -> new Right(List.of(row[0].split(",")), row[1], row[2], row[3]));
  }

  /** Whether the account of the client has it. */
  boolean isGranted(KubernetesClient client) {
    String[] part = resource.split("/", 2);
    String[] kind = part[0].split("\\.", 2);
    var review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(verb)
            .withResource(kind[0])
            .withGroup(kind.length == 1 ? "" : kind[1])
            .withSubresource(part.length == 1 ? null : part[1])
            .withNamespace(namespace.equals("-") ? null : namespace)
            .endResourceAttributes()
            .endSpec()
            .build();
    var reviews = client.authorization().v1().selfSubjectAccessReview();
    return Boolean.TRUE.equals(reviews.create(review).getStatus().getAllowed());
  }

  @Override
  public String toString() {
    return verb + " " + resource + (namespace.equals("-") ? "" : " in " + namespace);
  }
}
