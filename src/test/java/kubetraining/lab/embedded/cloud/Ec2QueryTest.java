package kubetraining.lab.embedded.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import kubetraining.host.Ipv4Range;
import kubetraining.lab.AccessKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class Ec2QueryTest {
  private HttpServer server;
  private int status = 200;
  private String answer = "<none/>";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
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
  void whatTheHypervisorAsksForIsRead() {
    answer =
        """
        <r><reservationSet>
          <item><instancesSet><item>
            <instanceId>i-1</instanceId><instanceState><name>running</name></instanceState>
            <networkInterfaceSet><item><privateIpAddress>10.0.0.1</privateIpAddress></item>
            </networkInterfaceSet>
            <privateIpAddress>10.42.1.4</privateIpAddress>
            <subnetId>s-1</subnetId><keyName>key</keyName>
          </item></instancesSet></item>
          <item><instancesSet><item>
            <instanceId>i-2</instanceId><instanceState><name>terminated</name></instanceState>
            <keyName/>
          </item></instancesSet></item>
        </reservationSet>
        <subnetSet><item><subnetId>s-1</subnetId><cidrBlock>10.42.1.0/24</cidrBlock></item></subnetSet>
        <keySet><item><publicKey>ssh-ed25519 AAAA me\n</publicKey></item></keySet>
        <userData><value>IyEvYmluL3NoCg==</value></userData></r>
        """;
    assertThat(query().instances("lab-x"))
        .containsExactly(
            new CloudInstance("i-1", "running", "10.42.1.4", "s-1", Optional.of("key")),
            new CloudInstance("i-2", "terminated", "", "", Optional.empty()));
    assertThat(query().subnets("lab-x"))
        .containsExactly(new CloudSubnet("s-1", Ipv4Range.parse("10.42.1.0/24")));
    assertThat(query().publicKey("key")).isEqualTo("ssh-ed25519 AAAA me");
    assertThat(query().userData("i-1").orElseThrow()).asString().isEqualTo("#!/bin/sh\n");
  }

  @Test
  void aRefusalNamesTheReasonAndIsAnAnswer() {
    status = 403;
    answer =
        "<Response><Errors><Error><Code>AuthFailure</Code>"
            + "<Message>No such key.</Message></Error></Errors></Response>";
    assertThatThrownBy(() -> query().publicKey("x")).hasMessageContaining("No such key.");
    assertThat(query().answers()).isTrue();
    server.stop(0);
    assertThat(query().answers()).isFalse();
  }
}
