package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import kubetraining.host.Programs;
import kubetraining.host.Texts;
import kubetraining.remote.SshIdentity;
import kubetraining.remote.SshServerHere;
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

  @Test
  void anOddPathDoesNotKeepUsOutButAMachineThatShowsAnotherHostKeyDoes() throws Exception {
    assumeTrue(Programs.has("ssh"));
    try (var server = new SshServerHere(folder, identity)) {
      Files.writeString(
          lab.resolve("known_hosts"), Texts.of("[127.0.0.1]:%s %s\n", server.port(), server.key()));
      // What follows the machine's name is handed on to ssh, options too.
      String[] line = {"ssh", "node1", "-p", "" + server.port(), "echo you typed it; exit 1"};
      assertThat(stranger.training(line).failsWith(1)).contains("you typed it");
      Files.writeString(
          lab.resolve("known_hosts"),
          Texts.of("[127.0.0.1]:%s %s\n", server.port(), identity.publicLine()));
      assertThat(stranger.training(line).failsWith(255))
          .doesNotContain("you typed")
          .contains("ost key verification failed");
    }
  }
}
