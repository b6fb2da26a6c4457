package kubetraining.stranger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import kubetraining.host.Daemons;
import kubetraining.host.Texts;

/**
 * A proxy on this computer that leads nowhere: it writes down what it is asked for, and serves
 * sites from a folder. It wants a login, and knows SOCKS when it sees it.
 */
final class RecordingProxy implements AutoCloseable {
  static final String USER = "stranger";
  static final String PASSWORD = "s3cret-of-the-proxy";

  private final ServerSocket server;
  private final Path sites;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> turnedAway = new CopyOnWriteArrayList<>();

  RecordingProxy(Path sites) throws IOException {
    this.sites = sites;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Daemons.thread("proxy", this::serve).start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** As a variable names it. */
  String url() {
    return Texts.of("http://%s:%s@127.0.0.1:%s", USER, PASSWORD, port());
  }

  /** Method and address of everything that somebody asked for who had logged in. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** The same of those who had not. */
  List<String> turnedAway() {
    return List.copyOf(turnedAway);
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Daemons.thread("proxy-client", () -> answer(client)).start();
      } catch (SocketException e) {
        return; // closed
      } catch (IOException e) {
        asked.add("trouble: " + e);
      }
    }
  }

  private void answer(Socket client) {
    try (client;
        var in = new BufferedInputStream(client.getInputStream());
        var out = client.getOutputStream()) {
      in.mark(1);
      int first = in.read();
      if (first == 4 || first == 5) {
        asked.add("SOCKS");
        return;
      }
      in.reset();
      String request = line(in);
      boolean login = false;
      String wanted =
          Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(ISO_8859_1));
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        login |= header.equalsIgnoreCase("Proxy-Authorization: Basic " + wanted);
      }
      if (request.isEmpty()) {
        return;
      }
      (login ? asked : turnedAway).add(request.substring(0, request.lastIndexOf(' ')));
      respond(request, login, in, out);
    } catch (IOException e) {
      return; // whoever asked is gone
    }
  }

  private void respond(String request, boolean login, InputStream in, OutputStream out)
      throws IOException {
    if (!login) {
      send(out, "407 Login\r\nProxy-Authenticate: Basic realm=\"proxy\"", new byte[0]);
    } else if (request.startsWith("CONNECT ")) {
      out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
      if (in.read() >= 0) {
        // No TLS, as by a plain site.
        send(out, "400 Plain", new byte[0]);
      }
    } else {
      URI address = URI.create(request.split(" ")[1]);
      Path file = sites.resolve(address.getHost() + address.getPath());
      boolean there = Files.isRegularFile(file);
      send(out, there ? "200 OK" : "404 No", there ? Files.readAllBytes(file) : new byte[0]);
    }
  }

  private static void send(OutputStream out, String status, byte[] body) throws IOException {
    out.write(
        Texts.of(
                "HTTP/1.1 %s\r\nContent-Length: %s\r\nConnection: close\r\n\r\n",
                status, body.length)
            .getBytes(ISO_8859_1));
    out.write(body);
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    var text = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      text.append((char) next);
    }
    return text.toString().strip();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
