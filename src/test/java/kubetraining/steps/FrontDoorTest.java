package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class FrontDoorTest {
  @Test
  void looksLeaveNoThreadsBehind() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    server.start();
    try {
      for (int i = 0; i < 20; i++) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        assertThat(FrontDoor.http().get(url).status()).isEqualTo(204);
      }
    } finally {
      server.stop(0);
    }

    // Each client of Java has one that selects.
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().matches("HttpClient-[0-9]+-SelectorManager"))
        .hasSizeLessThan(20);
  }
}
