package kubetraining.lab.embedded.cloud;

import java.net.URI;

/** The hypervisor's way to the EC2 API, for tests of other rooms that watch where it leads. */
public final class EmbeddedWays {
  private EmbeddedWays() {}

  /** The hypervisor's own question to the EC2 API. */
  public static boolean ec2Answers(URI api) {
    return Ec2ApiServer.answers(api);
  }
}
