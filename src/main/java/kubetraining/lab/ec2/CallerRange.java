package kubetraining.lab.ec2;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import kubetraining.lab.LabUnavailableException;

/** Finds out which addresses may reach the machines of a lab: the caller's and no others. */
@FunctionalInterface
public interface CallerRange {
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
      var limit = Duration.ofSeconds(10);
      try {
        var request = HttpRequest.newBuilder(echo).timeout(limit).build();
        var client = HttpClient.newBuilder().connectTimeout(limit).build();
        var answer = client.send(request, BodyHandlers.ofString());
        return Ipv4Range.parse(answer.body().strip() + "/32").toString();
      } catch (IOException | IllegalArgumentException e) {
        throw unknown(echo, String.valueOf(e.getMessage()), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unknown(echo, "interrupted", e);
      }
    };
  }

  private static LabUnavailableException unknown(URI echo, String why, Exception cause) {
    return new LabUnavailableException(
        ("the public address of this computer, the only one that shall reach the machines, is"
                + " unknown: %s did not tell it (%s); check the network, or name the range in the"
                + " settings")
            .formatted(echo, why),
        cause);
  }
}
