package kubetraining.stranger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Answers as a container engine does, as far as looking goes, and holds the containers that a test
 * names. What would change something is noted and refused.
 */
final class EngineHere implements AutoCloseable {
  private final HttpServer server;
  private final List<String> changes = new CopyOnWriteArrayList<>();
  private final String containers;

  /**
   * Starts one.
   *
   * @param containers what {@code GET /containers/json} answers
   */
  EngineHere(String containers) throws IOException {
    this.containers = containers;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              var thread = new Thread(work, "engine");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::answer);
    server.start();
  }

  /** For {@code DOCKER_HOST}. */
  String host() {
    return "tcp://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it was asked to change, for instance {@code DELETE /containers/...}. */
  List<String> changes() {
    return List.copyOf(changes);
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath().replaceFirst("^/v[0-9.]+", "");
    if (!call.getRequestMethod().equals("GET") && !call.getRequestMethod().equals("HEAD")) {
      changes.add(call.getRequestMethod() + " " + path);
      send(call, 403, "{\"message\":\"this engine only looks\"}");
      return;
    }
    switch (path) {
      case "/_ping" -> send(call, 200, "OK");
      case "/version" -> send(call, 200, "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\"}");
      case "/info" ->
          send(
              call,
              200,
              "{\"ServerVersion\":\"20.10.24\",\"Driver\":\"overlay2\",\"DockerRootDir\":\"/var/lib/docker\",\"CgroupVersion\":\"2\",\"NCPU\":2,\"MemTotal\":8589934592,\"SecurityOptions\":[]}");
      case "/containers/json" -> send(call, 200, containers);
      case "/networks", "/images/json" -> send(call, 200, "[]");
      case "/volumes" -> send(call, 200, "{\"Volumes\":[],\"Warnings\":[]}");
      default -> send(call, 404, "{\"message\":\"no such thing\"}");
    }
  }

  private static void send(HttpExchange call, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.getResponseHeaders().add("Api-Version", "1.41");
    boolean head = call.getRequestMethod().equals("HEAD");
    call.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      call.getResponseBody().write(body);
    }
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
