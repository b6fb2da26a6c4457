package kubetraining.lab.embedded;

import java.net.URI;
import java.util.Optional;
import kubetraining.lab.AccessKey;

/** The ways to parts of the embedded lab, for tests of other rooms that watch where they lead. */
public final class EmbeddedWays {
  private EmbeddedWays() {}

  /** The hypervisor's own question to the EC2 API. */
  public static boolean ec2Answers(URI api) {
    try (var query = new Ec2Query(api, AccessKey.UNCHECKED)) {
      return query.answers();
    }
  }

  /** The API version that was agreed on with an engine at an address such as tcp://127.0.0.1:1. */
  public static String engineVersion(String host) {
    var address = new EngineAddress(host, Optional.empty(), Optional.empty(), Optional.empty());
    try (var engine = DockerEngine.connect(address)) {
      return engine.version().getVersion();
    }
  }
}
