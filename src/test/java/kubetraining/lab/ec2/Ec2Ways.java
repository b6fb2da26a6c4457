package kubetraining.lab.ec2;

import java.net.URI;
import java.util.Optional;
import kubetraining.lab.AccessKey;

/** The ways to EC2 APIs, for tests of other rooms that watch where they lead. */
public final class Ec2Ways {
  private Ec2Ways() {}

  /** Asks an API on this computer. */
  public static void askLocal(URI api) {
    try (var connection = Ec2Connection.open(Ec2Endpoint.local(api))) {
      connection.calls().describeVpcs();
    }
  }

  /** Asks Amazon, with a key that is none. */
  public static void askAmazon() {
    var key = new AccessKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    try (var connection =
        Ec2Connection.open(Ec2Endpoint.aws(Optional.of("eu-west-1"), Optional.empty()), key)) {
      connection.once().describeVpcs();
    }
  }
}
