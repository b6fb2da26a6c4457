package kubetraining.stranger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Scanner;
import kubetraining.host.Texts;

/** An engine that holds nothing but networks, and has options of security. */
final class EmptyEngine implements AutoCloseable {
  private static final String INFO =
      """
      {"ID": "x", "Name": "x", "ServerVersion": "27.1", "Driver": "overlay2", "NCPU": 4,
       "DockerRootDir": "/var/lib/none", "CgroupVersion": "2", "CgroupDriver": "systemd",
       "MemTotal": 16000000000, "LoggingDriver": "json-file", "SecurityOptions": [%s]}""";

  private final ServerSocketChannel server;
  private final Path socket;
  private final Map<String, String> answers;
  private final List<String> changes = new ArrayList<>();

  EmptyEngine(Path socket, String networks, String security) throws IOException {
    this.socket = socket;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    answers =
        Map.of(
            "/version",
            "{\"Version\": \"27.1\", \"ApiVersion\": \"1.44\", \"MinAPIVersion\": \"1.24\"}",
            "/info",
            Texts.of(INFO, security),
            "/networks",
            networks,
            "/volumes",
            "{\"Volumes\": []}",
            "/containers/json",
            "[]");
    var waiter = new Thread(this::serve, "engine");
    waiter.setDaemon(true);
    waiter.start();
  }

  String address() {
    return "unix://" + socket;
  }

  /** What it was asked to change. */
  synchronized List<String> changes() {
    return List.copyOf(changes);
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel connection = server.accept();
          var lines = new Scanner(Channels.newInputStream(connection), UTF_8)) {
        answer(lines.nextLine().split(" "), connection);
      } catch (IOException | NoSuchElementException e) {
        continue;
      }
    }
  }

  private synchronized void answer(String[] question, SocketChannel to) throws IOException {
    if (!question[0].equals("GET")) {
      changes.add(question[0] + " " + question[1]);
    }
    String path = question[1].replaceFirst("^/v1\\.\\d+", "").replaceFirst("\\?.*", "");
    String body = answers.getOrDefault(path, "{\"message\": \"none\"}");
    String status = answers.containsKey(path) ? "200 OK" : "404 Not Found";
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + "Content-Length: %s\r\n\r\n%s";
    to.write(ByteBuffer.wrap(Texts.of(head, status, body.length(), body).getBytes(UTF_8)));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
