package kubetraining.extender;

import com.sun.net.httpserver.HttpServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The scheduler extender of section 4: of the nodes that a pod may use it leaves the coldest one.
 */
public final class HeatExtender implements AutoCloseable {
  static final int PORT = 8100;
  private static final int WAITING = 64;
  private final HttpServer server;
  private final ExecutorService threads;

  private HeatExtender(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Listens on 8100, or on the port that the only argument names. */
  public static void main(String[] arguments) {
    // Must be set before the server's classes are loaded. Without the first, the kernel holds the
    // second packet of an answer back for 40 ms; without the other, a silent client blocks us.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    int port;
    try {
      port = portOf(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    try {
      start(port, standardOutput());
    } catch (IOException e) {
      System.err.printf(Locale.ROOT, "cannot listen on port %d: %s%n", port, e.getMessage());
      System.exit(1);
    }
  }

  /**
   * @param port 0 for any that is free
   */
  static HeatExtender start(int port, PrintStream out) throws IOException {
    var log = new DecisionLog(out);
    // On all addresses: the kubelet's probe comes by the address of the pod.
    HttpServer server = HttpServer.create(new InetSocketAddress(port), WAITING);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext("/", new FilterHandler(log));
    server.start();
    log.starts();
    return new HeatExtender(server, threads);
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  static int portOf(String... arguments) {
    if (arguments.length == 0) {
      return PORT;
    }
    if (arguments.length > 1 || !arguments[0].matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          "usage: HeatExtender [PORT]; found: " + String.join(" ", arguments));
    }
    int port = Integer.parseInt(arguments[0]);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is from 1 to 65535, not " + port);
    }
    return port;
  }

  private static PrintStream standardOutput() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
  }
}
