package kubetraining.lab.ec2;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kubetraining.host.Connections;
import kubetraining.host.Ipv4Range;
import kubetraining.lab.LabUnavailableException;

/** Finds out which addresses may reach the machines of a lab: the caller's and no others. */
@FunctionalInterface
public interface CallerRange {
  /** How long that web site may take to connect, and then to answer. */
  Duration LIMIT = Duration.ofSeconds(10);

  /** More bytes than any address has. */
  int LONGEST = 100;

  /** The range, as in {@code 203.0.113.7/32}, for a lab whose subnet has this gateway. */
  String ofSubnetWith(String gateway);

  /** A range that is known beforehand. */
  static CallerRange fixed(String range) {
    Ipv4Range.parse(range);
    return gateway -> range;
  }

  /** The caller comes by the gateway of the subnet, as to containers on this computer. */
  static CallerRange gateway() {
    return gateway -> gateway + "/32";
  }

  /** The caller's public address, as a web site that echoes addresses sees it. */
  static CallerRange asSeenBy(URI echo) {
    return gateway -> {
      try {
        return Ipv4Range.parse(answer(echo).strip() + "/32").toString();
      } catch (IOException | IllegalArgumentException e) {
        throw unknown(echo, String.valueOf(e.getMessage()), e);
      }
    };
  }

  private static String answer(URI echo) throws IOException {
    HttpURLConnection connection = Connections.outward(echo, LIMIT, LIMIT);
    try (var body = connection.getInputStream()) {
      return new String(body.readNBytes(LONGEST), StandardCharsets.US_ASCII);
    } finally {
      connection.disconnect();
    }
  }

  private static LabUnavailableException unknown(URI echo, String why, Exception cause) {
    String words =
        "the public address of this computer, the only one that is to reach the machines, is"
            + " unknown: %s did not return it (%s); check the network, or set the range in the"
            + " settings";
    return new LabUnavailableException(cause, words, echo, why);
  }
}
