package kubetraining.judge;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import kubetraining.host.Daemons;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;

/** A server in the place of an API server, of which each connection breaks in the same way. */
final class FaultyApi implements AutoCloseable {
  private static final int BRIEF = 400;
  private final ServerSocket server;
  private final Fault fault;

  /** What happens to a request. */
  enum Fault {
    RESET(""),
    CLOSED(""),
    SILENT(""),
    HALF_A_HEAD("HTTP/1.1 20"),
    HALF_AN_ANSWER(json(500, "{\"kind\":\"Pod\",\"metadata\":{\"na")),
    OTHER_VERSION("HTTP/1.1 505 HTTP Version Not Supported\r\nContent-Length: 0\r\n\r\n"),
    NO_HTTP("SSH-2.0-OpenSSH_9.2\r\n"),
    PAGE_OF_A_PROXY(page("200 OK")),
    PAGE_WITH_502(page("502 Bad Gateway")),
    BUSY("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"),
    FAILED("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"),
    UNAVAILABLE("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"),
    OVERFULL("HTTP/1.1 507 Insufficient Storage\r\nContent-Length: 0\r\n\r\n"),
    TOO_LATE("HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n"),
    CUT_JSON(json(7, "{\"kind\""));

    private final String answer;

    Fault(String answer) {
      this.answer = answer;
    }

    private static String json(int length, String body) {
      return Texts.of(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
          length, body);
    }

    private static String page(String status) {
      return Texts.of(
          "HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>",
          status);
    }
  }

  FaultyApi(Fault fault) throws IOException {
    this.fault = fault;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Daemons.thread("faulty-api", this::serve).start();
  }

  /** A client that asks once, and does not wait long. */
  KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withMasterUrl(Texts.of("http://127.0.0.1:%d/", server.getLocalPort()))
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(BRIEF)
                .build())
        .build();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        answer(socket);
      } catch (IOException e) {
        // The client has gone, or this was closed; the next connection shows which.
        continue;
      }
    }
  }

  private void answer(Socket socket) throws IOException {
    readHead(socket.getInputStream());
    switch (fault) {
      case RESET -> socket.setSoLinger(true, 0);
      case SILENT -> readHead(socket.getInputStream());
      default -> socket.getOutputStream().write(fault.answer.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Up to the empty line, or until the client has gone. */
  private static void readHead(InputStream in) throws IOException {
    int last = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      last = (last << 8) | next;
      if (last == 0x0d0a0d0a) {
        return;
      }
    }
  }

  @Override
  public void close() {
    FileWork.run("cannot stop", server::close);
  }
}
