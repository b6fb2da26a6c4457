package kubetraining.stranger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import kubetraining.host.Daemons;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.progress.Phases;

/** Answers as a container engine does that holds nothing, or does not answer at all. */
final class FakeEngine implements AutoCloseable {
  private static final String VERSION =
      """
      {"Version": "27.1", "ApiVersion": "1.44", "MinAPIVersion": "1.24", "Os": "linux",
       "Components": [{"Name": "%s", "Version": "27.1"}]}\
      """;
  private static final String INFO =
      """
      {"ID": "%s", "Name": "%s", "KernelVersion": "%s", "DockerRootDir": "/var/lib/%s",
       "ServerVersion": "27.1", "Driver": "overlay2", "CgroupVersion": "2",
       "CgroupDriver": "systemd", "NCPU": 4, "MemTotal": 16000000000, "SecurityOptions": [%s]}\
      """;

  private final ServerSocketChannel server;
  private final String address;
  private final boolean silent;
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<SocketChannel> open = new ArrayList<>();

  private FakeEngine(ServerSocketChannel server, String address, boolean silent) {
    this.server = server;
    this.address = address;
    this.silent = silent;
    answers.put("/_ping", "OK");
    answers.put("/containers/json", "[]");
    answers.put("/networks", "[]");
    answers.put("/volumes", "{\"Volumes\": []}");
    as("engine-of-the-test", "Engine", System.getProperty("os.version"));
    Daemons.thread("fake-engine", this::serve).start();
  }

  /** Listens on a Unix socket. */
  static FakeEngine at(Path socket) {
    return at(socket, false);
  }

  /** Takes connections and says nothing, as one does that was stopped. */
  static FakeEngine silentAt(Path socket) {
    return at(socket, true);
  }

  /** Listens on a port of 127.0.0.1. */
  static FakeEngine onNetwork() {
    return Phases.call(
        "listen",
        () -> {
          var server = ServerSocketChannel.open();
          server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
          return new FakeEngine(
              server,
              "tcp://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort(),
              false);
        });
  }

  private static FakeEngine at(Path socket, boolean silent) {
    return Phases.call(
        "listen on " + socket,
        () -> {
          Files.createDirectories(socket.getParent());
          var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
          server.bind(UnixDomainSocketAddress.of(socket));
          return new FakeEngine(server, "unix://" + socket, silent);
        });
  }

  /** Says from now on that it is this engine, on a computer with this kernel. */
  FakeEngine as(String id, String make, String kernel) {
    answers.put("/version", Texts.of(VERSION, make));
    answers.put("/info", Texts.of(INFO, id, computer(), kernel, id, ""));
    return this;
  }

  /** Has these options of security, as in {@code "name=rootless"}. */
  FakeEngine secured(String options) {
    answers.computeIfPresent("/info", (path, info) -> info.replace("[]", "[" + options + "]"));
    return this;
  }

  /** Gives an answer of its own. */
  FakeEngine says(String path, String json) {
    answers.put(path, json);
    return this;
  }

  String address() {
    return address;
  }

  /** Method and path of each question that changes something. */
  List<String> changes() {
    return asked.stream().filter(question -> !question.startsWith("GET ")).toList();
  }

  /** All questions. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private static String computer() {
    var file = Path.of("/proc/sys/kernel/hostname");
    return Phases.call("hostname", () -> Files.readString(file)).strip();
  }

  private void serve() {
    try {
      while (true) {
        var connection = server.accept();
        open.add(connection);
        if (!silent) {
          Daemons.thread("fake-engine-talk", () -> talk(connection)).start();
        }
      }
    } catch (IOException e) {
      return;
    }
  }

  private void talk(SocketChannel connection) {
    try (connection) {
      var reader =
          new BufferedReader(new InputStreamReader(Channels.newInputStream(connection), UTF_8));
      String line = reader.readLine();
      while (line != null) {
        String[] question = line.split(" ");
        String path = question[1].replaceFirst("^/v1\\.\\d+", "").replaceFirst("\\?.*", "");
        asked.add(question[0] + " " + path);
        while (!line.isEmpty()) {
          line = reader.readLine();
        }
        connection.write(ByteBuffer.wrap(answer(path).getBytes(UTF_8)));
        line = reader.readLine();
      }
    } catch (IOException e) {
      return;
    }
  }

  private String answer(String path) {
    boolean known = answers.containsKey(path);
    String body = known ? answers.get(path) : "{\"message\": \"no such thing: " + path + "\"}";
    return Texts.of(
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s",
        known ? "200 OK" : "404 Not Found", body.getBytes(UTF_8).length, body);
  }

  @Override
  public void close() {
    FileWork.run(
        "cannot stop",
        () -> {
          server.close();
          for (SocketChannel connection : List.copyOf(open)) {
            connection.close();
          }
        });
  }
}
