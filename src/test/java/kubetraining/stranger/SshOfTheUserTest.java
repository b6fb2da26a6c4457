package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kubetraining.host.Texts;
import kubetraining.remote.SshIdentity;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.UnknownCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./training ssh} must not care what its user has set up for other machines. */
final class SshOfTheUserTest {
  @TempDir Path folder;
  private final Stranger stranger = Stranger.here();
  private Path state;
  private Path lab;
  private SshIdentity identity;

  /** A lab whose folder lies where ssh's own rules for paths would go wrong. */
  @BeforeEach
  void labIsUp() throws IOException {
    state = folder.resolve("it's \"my\" state, 100%d ~ ${HOME} #1");
    lab = Files.createDirectories(state.resolve("kube-training/labs/training"));
    identity = SshIdentity.create(lab.resolve("id"), "test");
    Files.writeString(lab.resolve("machines"), "node1 127.0.0.1\n");
    Files.writeString(lab.resolve("kubeconfig"), "");
    Files.writeString(lab.resolve("known_hosts"), "");
    stranger.with("XDG_STATE_HOME", state.toString());
  }

  @Test
  void sevenKeysInTheAgentAndAnOddPathDoNotKeepUsOut() throws Exception {
    assumeTrue(has("ssh") && has("ssh-agent") && has("ssh-add") && has("ssh-keygen"));
    var offered = new AtomicInteger();
    try (var server = server(offered);
        var agent = new Agent(folder, 7)) {
      stranger.with("SSH_AUTH_SOCK", agent.socket());
      // Without our care, ssh fails here: the agent's keys come first, and six are too many.
      String plain =
          "ssh -F /dev/null -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
              + " -o BatchMode=yes -p %s ubuntu@127.0.0.1 hostname";
      stranger.types(List.of(Texts.of(plain, server.getPort()).split(" "))).failsWith(255);
      assertThat(offered).hasValueGreaterThan(5);
      offered.set(0);

      // What follows the machine's name is handed on to ssh, options too.
      var ours = stranger.training("ssh", "node1", "-p", "" + server.getPort(), "hostname");

      assertThat(ours.output()).contains("you typed hostname");
      assertThat(ours.exitCode()).isEqualTo(1);
      assertThat(offered).as("keys that were offered").hasValue(1);
    }
  }

  @Test
  void aMachineThatShowsAnotherHostKeyIsRefused() throws Exception {
    assumeTrue(has("ssh"));
    try (var server = server(new AtomicInteger())) {
      Files.writeString(
          lab.resolve("known_hosts"),
          Texts.of("[127.0.0.1]:%s %s\n", server.getPort(), identity.publicLine()));

      String ours =
          stranger.training("ssh", "node1", "-p", "" + server.getPort(), "hostname").failsWith(255);
      assertThat(ours).doesNotContain("you typed").contains("ost key verification failed");
    }
  }

  @Test
  void neitherSettingsNorAgentNorMasterOfTheUserReachSsh() throws IOException {
    var tools = Files.createDirectories(folder.resolve("tools"));
    SearchPath.script(
        tools.resolve("ssh"), "printf '<%s>\\n' \"$@\"; pwd; echo \"agent ${SSH_AUTH_SOCK-none}\"");

    var seen =
        stranger
            .with("PATH", tools + ":" + Stranger.path())
            .with("SSH_AUTH_SOCK", "/run/agent")
            .training("ssh", "node1", "ls", "a b");

    assertThat(seen.output())
        .contains("<-F>\n</dev/null>", "<IdentitiesOnly=yes>", "<IdentityAgent=none>")
        .contains("<IdentityFile=id>", "<UserKnownHostsFile=known_hosts>")
        .contains("<ControlPath=none>", "<GlobalKnownHostsFile=/dev/null>")
        .contains("<ubuntu@127.0.0.1>\n<ls>\n<a b>\n" + lab + "\nagent none\n");
  }

  @Test
  void anSshThatCannotBeStartedIsOneMessageThatNamesThePackage() throws IOException {
    var tools = Files.createDirectories(folder.resolve("tools"));
    var broken = Files.writeString(tools.resolve("ssh"), "#!/no/such/shell\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));

    String seen =
        stranger.with("PATH", tools + ":" + Stranger.path()).training("ssh", "node1").failsWith(2);
    assertThat(seen.lines())
        .singleElement()
        .asString()
        .startsWith("training: could not start the program 'ssh'")
        .endsWith("install the package 'openssh-client'");
  }

  private SshServer server(AtomicInteger offered) throws Exception {
    var server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(0);
    // As sshd's MaxAuthTries.
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 6);
    var host = new SimpleGeneratorHostKeyProvider(folder.resolve("host.key"));
    host.setAlgorithm(KeyUtils.EC_ALGORITHM);
    server.setKeyPairProvider(host);
    PublicKey allowed =
        AuthorizedKeyEntry.parseAuthorizedKeyEntry(identity.publicLine())
            .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
    server.setPublickeyAuthenticator(
        (user, key, session) -> {
          // A key that is taken is offered once more, with a signature.
          boolean right = KeyUtils.compareKeys(key, allowed);
          offered.updateAndGet(count -> right ? 1 : count + 1);
          return user.equals("ubuntu") && right;
        });
    server.setCommandFactory((channel, line) -> new UnknownCommand("you typed " + line));
    server.start();
    Files.writeString(
        lab.resolve("known_hosts"),
        Texts.of(
            "[127.0.0.1]:%s %s\n",
            server.getPort(),
            PublicKeyEntry.toString(host.loadKeys(null).iterator().next().getPublic())));
    return server;
  }

  private static boolean has(String tool) {
    return SearchPath.place(tool).isPresent();
  }

  /** An agent of OpenSSH with keys in it; it goes when its process does. */
  private static final class Agent implements AutoCloseable {
    private final Path socket;
    private final Process process;

    Agent(Path folder, int keys) throws Exception {
      // A socket's path may have 107 bytes.
      socket = Files.createTempDirectory("agent").resolve("s");
      process =
          new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
              .redirectErrorStream(true)
              .start();
      // Its first line comes when it listens.
      var listens = new CountDownLatch(1);
      var reader =
          new Thread(
              () -> {
                try (var said = process.inputReader(StandardCharsets.UTF_8)) {
                  said.readLine();
                  listens.countDown();
                  while (said.readLine() != null) {}
                } catch (IOException e) {
                  listens.countDown();
                }
              });
      reader.setDaemon(true);
      reader.start();
      assertThat(listens.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < keys; i++) {
        var key = folder.resolve("key" + i);
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        run("ssh-add", "-q", key.toString());
      }
    }

    private void run(String... command) throws Exception {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("SSH_AUTH_SOCK", socket.toString());
      var started = builder.start();
      var said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(started.waitFor()).as(said).isZero();
    }

    String socket() {
      return socket.toString();
    }

    @Override
    public void close() throws IOException {
      process.destroy();
      process.onExit().join();
      Files.deleteIfExists(socket);
      Files.delete(socket.getParent());
    }
  }
}
