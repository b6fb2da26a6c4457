package kubetraining.remote;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import kubetraining.wait.Waits;

/** The way to machines, for tests of other rooms that watch where it leads. */
public final class SshWay {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private SshWay() {}

  /**
   * Logs in at a port of this computer, and hears every second whether who is there still lives.
   */
  static SshShell shell(String name, SshIdentity key, Path folder, int port, Duration limit) {
    var hosts = PinnedHostKeys.in(folder.resolve("known_hosts"));
    var second = Duration.ofSeconds(1);
    return new SshConnector("ubuntu", key.privateKey(), hosts, new Waits().ofLab(), limit, second)
        .connect(name, new InetSocketAddress("127.0.0.1", port));
  }

  /** What a machine, which is here, answers to a knock and to a command. */
  public static String answers(Path folder) throws Exception {
    var identity = SshIdentity.create(folder.resolve("id"), "test");
    try (var server = new SshServerHere(folder, identity)) {
      var here = new InetSocketAddress("127.0.0.1", server.port());
      String greeting = SshGreeting.at(here, LIMIT, LIMIT);
      try (var shell = shell("node1", identity, folder, server.port(), LIMIT)) {
        return greeting + " " + shell.mustRun("echo hello", LIMIT).stdout().strip();
      }
    }
  }
}
