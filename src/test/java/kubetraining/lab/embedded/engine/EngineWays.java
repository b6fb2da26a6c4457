package kubetraining.lab.embedded.engine;

import java.util.Optional;

/** The way to a container engine, for tests of other rooms that watch where it leads. */
public final class EngineWays {
  private EngineWays() {}

  /** The API version that was agreed on with an engine at an address such as tcp://127.0.0.1:1. */
  public static String engineVersion(String host) {
    var address = new EngineAddress(host, Optional.empty(), Optional.empty(), Optional.empty());
    try (var engine = EngineConnection.to(address)) {
      return engine.version().getVersion();
    }
  }
}
