package kubetraining.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kubetraining.host.Connections;

/** How a machine greets who knocks at its port of SSH, before anybody logs in. */
public final class SshGreeting {
  /** What every SSH server of today begins with. */
  public static final String EXPECTED = "SSH-2.0";

  private SshGreeting() {}

  /**
   * Knocks once. An open port is not enough: a proxy or a starting sshd accepts, and then says
   * nothing.
   *
   * @param sshd looked up anew
   * @param connect how long the connection may take
   * @param read how long the greeting may take
   */
  public static String at(InetSocketAddress sshd, Duration connect, Duration read)
      throws IOException {
    try (var socket = Connections.directSockets().createSocket()) {
      var address = new InetSocketAddress(sshd.getHostString(), sshd.getPort());
      socket.connect(address, (int) connect.toMillis());
      socket.setSoTimeout((int) read.toMillis());
      byte[] start = socket.getInputStream().readNBytes(EXPECTED.length());
      return new String(start, StandardCharsets.US_ASCII);
    }
  }
}
