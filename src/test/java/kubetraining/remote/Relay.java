package kubetraining.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Passes bytes on to a server of this computer, until it swallows them instead. */
final class Relay implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final int server;
  private volatile boolean silent;

  Relay(int server) throws IOException {
    this.server = server;
    started(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** As a machine that has lost its power: what is connected stays so, and hears nothing more. */
  void goSilent() {
    silent = true;
  }

  private void accept() throws IOException {
    while (true) {
      var client = door.accept();
      var behind = new Socket(InetAddress.getLoopbackAddress(), server);
      open.add(client);
      open.add(behind);
      started(() -> pass(client, behind));
      started(() -> pass(behind, client));
    }
  }

  private void pass(Socket from, Socket to) throws IOException {
    var in = from.getInputStream();
    byte[] buffer = new byte[8192];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      if (!silent) {
        to.getOutputStream().write(buffer, 0, count);
      }
    }
    if (!silent) {
      to.close();
    }
  }

  private interface Piece {
    void run() throws IOException;
  }

  private static void started(Piece piece) {
    var thread =
        new Thread(
            () -> {
              try {
                piece.run();
              } catch (IOException e) {
                // A socket was closed under it, which is how a test ends.
                Thread.currentThread().interrupt();
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
