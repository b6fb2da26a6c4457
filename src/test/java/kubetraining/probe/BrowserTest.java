package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import kubetraining.artifact.Chromium;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrowserTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PAGE =
      """
      <!doctype html>
      <html><head><title>Nodes &amp; more</title><style>h1 { color: green }</style></head>
      <body><h1>The <b>nod</b>es</h1><p id="list">loading</p>
      <script>
        fetch("/nodes").then(answer => answer.text())
          .then(text => { document.getElementById("list").textContent = text; });
      </script></body></html>
      """;
  @TempDir Path folder;

  @Test
  void aPageIsSeenAfterItsOwnProgramHasFetchedWhatItShows() throws IOException {
    var chromium = Chromium.program();
    assumeTrue(chromium.isPresent(), "no chromium on the path");
    var server = serve();
    try {
      var seen = new Browser(chromium.get(), LIMIT).open(address(server));

      assertThat(seen.came()).as(seen.toString()).isTrue();
      assertThat(seen.title()).isEqualTo("Nodes & more");
      assertThat(seen.text()).isEqualTo("The nodes node1, node2 < node3");
      var picture = ImageIO.read(new ByteArrayInputStream(seen.picture()));
      assertThat(picture.getWidth()).isEqualTo(1280);
      int[] pixels = picture.getRGB(0, 0, 1280, 200, null, 0, 1280);
      assertThat(Arrays.stream(pixels).distinct().count()).as("colours seen").isGreaterThan(2);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aPageThatDoesNotAnswerIsAnObservationWithItsReason() throws IOException {
    var chromium = Chromium.program();
    assumeTrue(chromium.isPresent(), "no chromium on the path");
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    var seen = new Browser(chromium.get(), LIMIT).open(Texts.of("http://127.0.0.1:%d/", port));

    assertThat(seen.came()).isFalse();
    assertThat(seen).asString().contains("ERR_CONNECTION_REFUSED");
  }

  @Test
  void aBrowserThatHangsIsEndedWithAllItStarted() throws IOException {
    var children = folder.resolve("children");
    var program = script(Texts.of("sleep 600 & echo $! > %s; wait", children));

    var seen = new Browser(program, Duration.ofSeconds(1)).open("http://lab/");

    assertThat(seen).hasToString("no page from http://lab/ (not within 1 s; its last words: )");
    long child = Long.parseLong(Files.readString(children).strip());
    assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aBrowserThatCannotStartNamesItself() {
    assertThatThrownBy(
            () -> new Browser(folder.resolve("no-such-browser"), LIMIT).open("http://lab/"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("http://lab/")
        .hasMessageContaining("no-such-browser");
  }

  @Test
  void wordsAreReadAsAPersonReadsThem() {
    var seen =
        new BrowserSeen(
            "u",
            "<html><head><title> A\n tab </title><script>hidden()</script></head>"
                + "<body><!-- hidden --><td>node<em>1</em></td><td>2&nbsp;CPUs</td>"
                + "<script>if (1 < 2) hidden()</script>&amp;lt;</body></html>",
            new byte[0],
            "");

    assertThat(seen.title()).isEqualTo("A tab");
    assertThat(seen.text()).isEqualTo("node1 2 CPUs &lt;");
    assertThat(seen.shows("hidden")).isFalse();
  }

  private Path script(String body) throws IOException {
    var program = folder.resolve("browser");
    Files.writeString(program, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private static String address(HttpServer server) {
    return Texts.of("http://127.0.0.1:%d/", server.getAddress().getPort());
  }

  private static HttpServer serve() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, "text/html", PAGE));
    server.createContext(
        "/nodes", exchange -> answer(exchange, "text/plain", "node1, node2 < node3"));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
