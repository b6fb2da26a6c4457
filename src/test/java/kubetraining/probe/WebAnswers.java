package kubetraining.probe;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web server on this computer that answers what a test told it to. */
public final class WebAnswers implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, String> asked = new ConcurrentHashMap<>();

  private record Answer(int status, byte[] body) {}

  public WebAnswers() {
    this(Path.of("nowhere"));
  }

  /** One that has the files of a folder, too, by their paths. */
  public WebAnswers(Path site) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String query = exchange.getRequestURI().getQuery();
          String sent =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.put(path, query == null ? sent : query);
          Answer answer = answers.containsKey(path) ? answers.get(path) : file(site, path);
          exchange.sendResponseHeaders(answer.status(), answer.body().length);
          exchange.getResponseBody().write(answer.body());
          exchange.close();
        });
    server.start();
  }

  public void answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Answer file(Path site, String path) throws IOException {
    Path file = site.resolve(path.substring(1));
    return Files.isRegularFile(file)
        ? new Answer(200, Files.readAllBytes(file))
        : new Answer(404, "no such page".getBytes(StandardCharsets.UTF_8));
  }

  /** What was asked last on a path: what stood behind the question mark, or what was sent. */
  String asked(String path) {
    return asked.getOrDefault(path, "");
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
