package kubetraining.lab.embedded.engine;

import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DockerClientConfig;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The way to a container engine, and what it says, for tests. */
public final class EngineWays {
  private EngineWays() {}

  /** What an engine can do that says this about itself, in JSON. */
  public static EngineCapabilities capabilities(
      String info, boolean privileged, long diskFree, Set<String> networks) throws IOException {
    return new EngineCapabilities(
        DockerClientConfig.getDefaultObjectMapper().readValue(info, Info.class),
        "1.41",
        privileged,
        20000,
        OptionalLong.of(diskFree),
        OptionalLong.of(1_000_000),
        false,
        networks);
  }

  /** The API version that was agreed on with an engine at an address such as tcp://127.0.0.1:1. */
  public static String engineVersion(String host) {
    var address = new EngineAddress(host, Optional.empty(), Optional.empty(), Optional.empty());
    try (var engine = EngineConnection.to(address)) {
      return engine.version().getVersion();
    }
  }
}
