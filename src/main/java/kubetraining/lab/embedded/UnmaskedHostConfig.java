package kubetraining.lab.embedded;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;

/**
 * Options of a container in which nothing of /proc and /sys is hidden or read-only. The engine's
 * API has words for that, the client's own class (3.7.1) has none.
 */
final class UnmaskedHostConfig extends HostConfig {
  private static final long serialVersionUID = 1L;

  @JsonProperty("MaskedPaths")
  List<String> maskedPaths() {
    return List.of();
  }

  @JsonProperty("ReadonlyPaths")
  List<String> readonlyPaths() {
    return List.of();
  }
}
