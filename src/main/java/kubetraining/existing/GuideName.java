package kubetraining.existing;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.cluster.Manifests;
import kubetraining.host.Texts;

/**
 * An object that the guide makes, and so a name that it takes in a cluster.
 *
 * @param features those of the guide that make it
 */
record GuideName(List<String> features, HasMetadata object) {
  /**
   * All of them.
   *
   * @param client reads manifests; it is not asked for anything
   * @param manifests the folder of the guide's manifests
   */
  static Stream<GuideName> all(KubernetesClient client, Path manifests) {
    return Tables.rows("names.txt", " +")
        .flatMap(
            row -> {
              var features = List.of(row[0].split(","));
              return (row.length == 2 ? inFolder(client, manifests, row[1]) : named(client, row))
                  .map(object -> new GuideName(features, object));
            });
  }

  private static Stream<HasMetadata> inFolder(
      KubernetesClient client, Path manifests, String folder) {
    var objects = Manifests.in(client, manifests.resolveSibling(folder));
    var namespaces =
        objects.stream()
            .filter(Namespace.class::isInstance)
            .map(each -> each.getMetadata().getName())
            .collect(Collectors.toSet());
    // A namespace stands for all that is in it, also for kinds that only the section brings.
    return objects.stream()
        .filter(each -> !(each instanceof GenericKubernetesResource))
        .filter(each -> !namespaces.contains(String.valueOf(each.getMetadata().getNamespace())));
  }

  private static Stream<HasMetadata> named(KubernetesClient client, String[] row) {
    String namespace = row[3].equals("-") ? "" : ", namespace: " + row[3];
    String metadata = Texts.of("{name: %s%s}", row[4], namespace);
    return Manifests.parsed(
        client, Texts.of("apiVersion: %s\nkind: %s\nmetadata: %s\n", row[1], row[2], metadata))
        .stream();
  }
}
