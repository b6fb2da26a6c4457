package kubetraining.lab.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import kubetraining.host.Environment;
import kubetraining.lab.embedded.EngineRemedy.Action;
import kubetraining.lab.embedded.EngineSituation.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineRemedyTest {
  private static final boolean INSTALLED = true;
  private static final boolean ABSENT = false;
  private static final boolean ROOT = true;
  private static final boolean USER = false;

  private static EngineSituation debian(Socket socket, boolean installed, boolean root) {
    return new EngineSituation(EngineAddress.usual(), socket, installed, root, true, false);
  }

  private static EngineRemedy auto(EngineSituation situation) {
    return EngineRemedy.of(situation, InstallPolicy.AUTO);
  }

  @Test
  void anEngineThatListensIsUsed() {
    assertThat(auto(debian(Socket.CONNECTS, INSTALLED, USER)).action())
        .isEqualTo(Action.NONE_NEEDED);
  }

  @Test
  void rootOnDebianGetsAnEngineInstalledAndStarted() {
    assertThat(auto(debian(Socket.ABSENT, ABSENT, ROOT)).action())
        .isEqualTo(Action.INSTALL_AND_START);
    assertThat(auto(debian(Socket.REFUSES, INSTALLED, ROOT)).action()).isEqualTo(Action.START);
  }

  @Test
  void aUserIsToldTheCommandThatInstalls() {
    var remedy = auto(debian(Socket.ABSENT, ABSENT, USER));
    assertThat(remedy.action()).isEqualTo(Action.ASK_THE_USER);
    assertThat(remedy.message())
        .contains("no container engine is installed")
        .contains("only root")
        .contains("sudo sh -c 'apt-get update && apt-get install -y docker.io'");
  }

  @Test
  void aUserIsToldTheCommandThatStarts() {
    var stopped = debian(Socket.REFUSES, INSTALLED, USER);
    assertThat(auto(stopped).message())
        .contains("installed but not running")
        .contains("Type: sudo dockerd");
    var withSystemd =
        new EngineSituation(stopped.address(), Socket.REFUSES, INSTALLED, USER, true, true);
    assertThat(auto(withSystemd).message()).contains("Type: sudo systemctl start docker");
  }

  @Test
  void aUserWithoutPermissionIsNotToldToInstall() {
    assertThat(auto(debian(Socket.DENIED, INSTALLED, USER)).message())
        .contains("may not use it")
        .contains("usermod -aG docker")
        .doesNotContain("apt-get");
  }

  @Test
  void optingOutLeavesTheCommandToTheUser() {
    var absent = EngineRemedy.of(debian(Socket.ABSENT, ABSENT, ROOT), InstallPolicy.NEVER);
    assertThat(absent.action()).isEqualTo(Action.ASK_THE_USER);
    assertThat(absent.message())
        .contains("lab.embedded.install=never forbids to install it")
        .contains("Type: apt-get update && apt-get install -y docker.io");
    var stopped = EngineRemedy.of(debian(Socket.REFUSES, INSTALLED, ROOT), InstallPolicy.NEVER);
    assertThat(stopped.message()).contains("forbids to start it").contains("Type: dockerd");
  }

  @Test
  void anEngineThatTheUserNamedIsNotReplacedByAnother() {
    var named =
        new EngineSituation(
            at("unix:///run/mine.sock"), Socket.ABSENT, INSTALLED, ROOT, true, false);
    assertThat(auto(named).action()).isEqualTo(Action.ASK_THE_USER);
    assertThat(auto(named).message()).contains("DOCKER_HOST").contains("unix:///run/mine.sock");
  }

  @Test
  void anotherSystemThanDebianIsToldSo() {
    var other =
        new EngineSituation(EngineAddress.usual(), Socket.ABSENT, ABSENT, ROOT, false, true);
    assertThat(auto(other).message()).contains("no apt-get").contains("docs.docker.com");
  }

  @Test
  void aSocketThatIsNotThereIsAbsent() {
    assertThat(EngineSituation.knock(at("unix:///nowhere/docker.sock"))).isEqualTo(Socket.ABSENT);
  }

  @Test
  void aFolderInPlaceOfTheSocketIsNotAnEngineThatWasStopped(@TempDir Path folder) {
    var seen = EngineSituation.knock(at("unix://" + folder));
    assertThat(seen).isEqualTo(Socket.NO_SOCKET);
    assertThat(auto(debian(seen, INSTALLED, ROOT)).action()).isEqualTo(Action.ASK_THE_USER);
    assertThat(auto(debian(seen, INSTALLED, ROOT)).message()).contains("a file or a folder");
  }

  @Test
  void anAddressOfTheNetworkIsKnockedAtToo() throws IOException {
    int port;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      assertThat(EngineSituation.knock(at("tcp://127.0.0.1:" + port))).isEqualTo(Socket.CONNECTS);
    }
    assertThat(EngineSituation.knock(at("tcp://127.0.0.1:" + port))).isEqualTo(Socket.REFUSES);
  }

  private static EngineAddress at(String host) {
    return new DockerSettings(new Environment(Map.of("DOCKER_HOST", host))).engine();
  }
}
