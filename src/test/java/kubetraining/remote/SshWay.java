package kubetraining.remote;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;

/** The way to machines, for tests of other rooms that watch where it leads. */
public final class SshWay {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private SshWay() {}

  /** What a machine, which is here, answers to a knock and to a command. */
  public static String answers(Path folder) throws Exception {
    var identity = SshIdentity.create(folder.resolve("id"), "test");
    try (var server = new SshServerHere(folder, identity)) {
      var here = new InetSocketAddress("127.0.0.1", server.port());
      String greeting = SshGreeting.at(here, LIMIT, LIMIT);
      var connector =
          new SshConnector(
              "ubuntu",
              identity.privateKey(),
              folder.resolve("known_hosts"),
              new Waits(new WaitLedger()),
              LIMIT,
              server.port(),
              LIMIT);
      try (var shell = connector.connect("node1", "127.0.0.1")) {
        return greeting + " " + shell.mustRun("echo hello", LIMIT).stdout().strip();
      }
    }
  }
}
