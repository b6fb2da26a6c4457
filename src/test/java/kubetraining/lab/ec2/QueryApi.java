package kubetraining.lab.ec2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server on this computer for calls of the Query protocol. */
abstract class QueryApi implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService pool = Executors.newCachedThreadPool();

  QueryApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException("no port for an EC2 API", e);
    }
    server.setExecutor(pool);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer(
                exchange,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          }
        });
    server.start();
  }

  /** Answers a call, or hangs up by doing nothing. */
  abstract void answer(HttpExchange exchange, String body) throws IOException;

  final URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  static String element(String name, String... content) {
    return "<" + name + ">" + String.join("", content) + "</" + name + ">";
  }

  static String set(String name, Stream<String> items) {
    return element(name, items.map(each -> element("item", each)).collect(Collectors.joining()));
  }

  static void sendRefusal(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    var error = element("Error", element("Code", code), element("Message", message));
    var id = element("RequestID", "request-7");
    send(exchange, status, element("Response", element("Errors", error), id));
  }

  static void send(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/xml");
    // On a connection that stays open, this server's two packets an answer cost 40 ms.
    exchange.getResponseHeaders().add("Connection", "close");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public final void close() {
    server.stop(0);
    pool.shutdownNow();
  }
}
