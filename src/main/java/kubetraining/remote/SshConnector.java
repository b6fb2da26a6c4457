package kubetraining.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import kubetraining.host.Connections;
import kubetraining.host.Texts;
import kubetraining.wait.Waits;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SecurityUtils;
import org.jspecify.annotations.Nullable;

/**
 * Opens shells on machines, as their user {@code ubuntu} unless another is named: waits until sshd
 * greets, checks the host key against those pinned, logs in. One object serves all machines of a
 * lab, from any thread.
 */
public record SshConnector(
    String user,
    Path privateKey,
    PinnedHostKeys hostKeys,
    Waits waits,
    Duration limit,
    Duration keepAlive) {
  private static final String USER = "ubuntu";
  private static final int PORT = 22;
  private static final Duration SOCKET = Duration.ofSeconds(5);
  private static final Duration GREETING = Duration.ofMillis(1_500);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
  // A machine that says nothing for a minute counts as silent everywhere in this project.
  private static final int UNANSWERED = 6;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Config CONFIG;

  static {
    // Java itself has all that is needed since 15; to load the provider takes half a second.
    SecurityUtils.setRegisterBouncyCastle(false);
    CONFIG = new DefaultConfig();
    CONFIG.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
  }

  /**
   * @param knownHosts the file that pins host keys; as machines of a new lab may have addresses of
   *     an old one, each lab has its own, removed with it
   * @param waits whose patience scales the limits of commands, too
   * @param limit how long a machine may take until it lets the user in
   */
  public SshConnector(SshIdentity identity, Path knownHosts, Waits waits, Duration limit) {
    this(USER, identity.privateKey(), knownHosts, waits, limit);
  }

  /** As above, as another user, by a key that somebody else has made. */
  public SshConnector(String user, Path privateKey, Path knownHosts, Waits waits, Duration limit) {
    this(user, privateKey, PinnedHostKeys.in(knownHosts), waits.ofLab(), limit, KEEP_ALIVE);
  }

  /** Where sshd of a machine with this address is, which is looked up anew at each attempt. */
  public static InetSocketAddress at(String address) {
    return InetSocketAddress.createUnresolved(address, PORT);
  }

  /**
   * A shell on a machine, as soon as it lets the user in.
   *
   * @param machine its name, for instance {@code node1}
   * @param sshd where that is reached from here
   * @throws kubetraining.wait.WaitTimeoutException saying what the last attempt met
   * @throws HostKeyChangedException if it shows another host key than it did before
   */
  public SshShell connect(String machine, InetSocketAddress sshd) {
    return new SshShell(machine, () -> login(machine, sshd), waits::patient);
  }

  /**
   * Starts a program on a machine, in a terminal of its own, as soon as that lets the user in.
   *
   * @param command what runs there
   */
  public SshTerminal terminal(
      String machine, InetSocketAddress sshd, String command, int columns, int rows) {
    try {
      return SshTerminal.start(login(machine, sshd), command, columns, rows);
    } catch (IOException e) {
      throw new ConnectionBrokenException(
          machine, Texts.of("no terminal on %s: %s", machine, e.getMessage()), e);
    }
  }

  private SSHClient login(String machine, InetSocketAddress sshd) {
    String what = Texts.of("ssh %s@%s on %s", user, sshd.getHostString(), machine);
    var wait = waits.upTo(limit).every(POLL);
    var attempt = wait.see(what, () -> attempt(sshd), seen -> seen.client != null);
    return Objects.requireNonNull(attempt.client());
  }

  private Attempt attempt(InetSocketAddress sshd) {
    int where = sshd.getPort();
    try {
      var greeting = SshGreeting.at(sshd, SOCKET, GREETING);
      if (!greeting.equals(SshGreeting.EXPECTED)) {
        return new Attempt(
            null, Texts.of("port %d greets with '%s', not SSH-2.0", where, greeting));
      }
      return new Attempt(authenticated(sshd), "logged in");
    } catch (UnknownHostException e) {
      return new Attempt(null, "no such host: " + e.getMessage());
    } catch (IOException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof HostKeyChangedException changed) {
          throw changed;
        }
      }
      return new Attempt(null, Texts.of("port %d: %s", where, e.getMessage()));
    }
  }

  private SSHClient authenticated(InetSocketAddress sshd) throws IOException {
    var client = new SSHClient(CONFIG);
    try {
      client.setSocketFactory(Connections.directSockets());
      client.addHostKeyVerifier(hostKeys);
      client.setConnectTimeout((int) SOCKET.toMillis());
      keepAlive(client);
      client.connect(sshd.getHostString(), sshd.getPort());
      client.authPublickey(user, client.loadKeys(privateKey.toString()));
      return client;
    } catch (IOException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /** Has to be set before connecting: that starts the thread, or, without an interval, none. */
  private void keepAlive(SSHClient client) {
    var runner = (KeepAliveRunner) client.getConnection().getKeepAlive();
    runner.setKeepAliveInterval((int) keepAlive.toSeconds());
    runner.setMaxAliveCount(UNANSWERED);
  }

  private record Attempt(@Nullable SSHClient client, String seen) {
    @Override
    public String toString() {
      return seen;
    }
  }
}
