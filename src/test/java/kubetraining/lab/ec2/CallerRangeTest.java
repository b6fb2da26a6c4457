package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import kubetraining.lab.Ipv4Range;
import kubetraining.lab.LabUnavailableException;
import org.junit.jupiter.api.Test;

final class CallerRangeTest {
  @Test
  void theCallerOfALocalLabComesByTheGatewayOfItsSubnet() {
    var subnet = Ipv4Range.parse("10.42.0.0/16").labSubnet();
    assertThat(subnet).hasToString("10.42.1.0/24");
    assertThat(CallerRange.gateway().ofSubnetWith(subnet.gateway())).isEqualTo("10.42.1.1/32");
  }

  @Test
  void aPublicAddressIsAskedFor() throws IOException {
    assertThat(asSeenBy("203.0.113.7\n")).isEqualTo("203.0.113.7/32");
  }

  @Test
  void anAnswerThatIsNoAddressIsNotBelieved() {
    for (String answer :
        new String[] {"<html>log in</html>", "2001:db8::1", "0.0.0.0/0", "300.1.1.1"}) {
      assertThatThrownBy(() -> asSeenBy(answer))
          .as("answer %s", answer)
          .isInstanceOf(LabUnavailableException.class)
          .hasMessageContaining("the public address of this computer")
          .hasMessageContaining("name the range in the settings");
    }
  }

  @Test
  void aFixedRangeIsCheckedWhenItIsSet() {
    assertThat(CallerRange.fixed("198.51.100.0/28").ofSubnetWith("10.42.1.1"))
        .isEqualTo("198.51.100.0/28");
    assertThatThrownBy(() -> CallerRange.fixed("office"))
        .hasMessageContaining("'office' is no range of IPv4 addresses");
  }

  private static String asSeenBy(String answer) throws IOException {
    var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    site.start();
    try {
      return CallerRange.asSeenBy(URI.create("http://127.0.0.1:" + site.getAddress().getPort()))
          .ofSubnetWith("10.42.1.1");
    } finally {
      site.stop(0);
    }
  }
}
