package kubetraining.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import kubetraining.host.Daemons;

/** Passes bytes on to a server of this computer, until it swallows them instead. */
final class Relay implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final int server;
  private volatile boolean silent;

  Relay(int server) throws IOException {
    this.server = server;
    Daemons.begin("relay", this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** As a machine that has lost its power: what is connected stays so, and hears nothing more. */
  void goSilent() {
    silent = true;
  }

  private Void accept() throws IOException {
    while (true) {
      var client = door.accept();
      var behind = new Socket(InetAddress.getLoopbackAddress(), server);
      open.add(client);
      open.add(behind);
      Daemons.begin("relay", () -> pass(client, behind));
      Daemons.begin("relay", () -> pass(behind, client));
    }
  }

  private boolean pass(Socket from, Socket to) throws IOException {
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
    return silent;
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
