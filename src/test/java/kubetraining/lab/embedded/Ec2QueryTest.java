package kubetraining.lab.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import kubetraining.lab.AccessKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class Ec2QueryTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String answer = "<none/>";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + "\n"
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Ec2Query query() {
    return new Ec2Query(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), AccessKey.UNCHECKED);
  }

  @Test
  void instancesAreReadFromAllReservations() {
    answer =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15">
          <reservationSet>
            <item><instancesSet><item>
              <instanceId>i-1</instanceId>
              <instanceState><code>16</code><name>running</name></instanceState>
              <networkInterfaceSet><item><privateIpAddress>10.0.0.1</privateIpAddress></item>
              </networkInterfaceSet>
              <privateIpAddress>10.42.1.4</privateIpAddress>
              <subnetId>subnet-1</subnetId><keyName>key</keyName>
            </item></instancesSet></item>
            <item><instancesSet><item>
              <instanceId>i-2</instanceId><instanceState><name>terminated</name></instanceState>
              <keyName/>
            </item></instancesSet></item>
          </reservationSet>
        </DescribeInstancesResponse>
        """;
    assertThat(query().instances("lab-x"))
        .containsExactly(
            new CloudInstance("i-1", "running", "10.42.1.4", "subnet-1", Optional.of("key")),
            new CloudInstance("i-2", "terminated", "", "", Optional.empty()));
    assertThat(asked.get(0))
        .contains("/us-east-1/ec2/aws4_request")
        .contains("Action=DescribeInstances")
        .contains("Filter.1.Name=tag%3Akube-training%2Flab")
        .contains("Filter.1.Value.1=lab-x");
  }

  @Test
  void subnetsKeysAndUserDataAreRead() {
    answer =
        "<r><subnetSet><item><subnetId>s-1</subnetId><cidrBlock>10.42.1.0/24</cidrBlock></item>"
            + "</subnetSet><keySet><item><publicKey>ssh-ed25519 AAAA me\n</publicKey></item></keySet>"
            + "<userData><value>IyEvYmluL3NoCg==</value></userData></r>";
    assertThat(query().subnets("lab-x"))
        .containsExactly(new CloudSubnet("s-1", Ipv4Range.parse("10.42.1.0/24")));
    assertThat(query().publicKey("key")).isEqualTo("ssh-ed25519 AAAA me");
    assertThat(query().userData("i-1").orElseThrow()).asString().isEqualTo("#!/bin/sh\n");
  }

  @Test
  void aRefusalNamesTheCallAndTheReason() {
    status = 400;
    answer =
        "<Response><Errors><Error><Code>InvalidKeyPair.NotFound</Code>"
            + "<Message>The keypair 'x' does not exist.</Message></Error></Errors></Response>";
    assertThatThrownBy(() -> query().publicKey("x"))
        .isInstanceOf(Ec2CallException.class)
        .hasMessageContaining("DescribeKeyPairs")
        .hasMessageContaining("The keypair 'x' does not exist.");
  }

  @Test
  void anApiThatIsNotThereDoesNotAnswer() {
    var query = query();
    server.stop(0);
    assertThat(query.answers()).isFalse();
    assertThatThrownBy(() -> query.terminate("i-1")).hasMessageContaining("TerminateInstances");
  }
}
