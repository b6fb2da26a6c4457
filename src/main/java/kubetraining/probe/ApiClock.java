package kubetraining.probe;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;

/**
 * The clock of the API server, to a second. Times in the cluster are compared with it and not with
 * the clock of this computer, which may be wrong.
 */
public final class ApiClock {
  private final KubernetesClient client;

  public ApiClock(KubernetesClient client) {
    this.client = client;
  }

  /** The time stamp that an object would get which is created now. None is. */
  public Instant now() {
    var rehearsed =
        client
            .configMaps()
            .inNamespace("default")
            .resource(
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withGenerateName("what-time-is-it-")
                    .withNamespace("default")
                    .endMetadata()
                    .build())
            .dryRun(true)
            .create();
    return Instant.parse(rehearsed.getMetadata().getCreationTimestamp());
  }
}
