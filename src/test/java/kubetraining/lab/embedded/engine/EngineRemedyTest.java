package kubetraining.lab.embedded.engine;

import static kubetraining.lab.embedded.engine.EngineRemedy.Action.ASK_THE_USER;
import static kubetraining.lab.embedded.engine.EngineRemedy.Action.INSTALL_AND_START;
import static kubetraining.lab.embedded.engine.EngineRemedy.Action.NONE_NEEDED;
import static kubetraining.lab.embedded.engine.EngineRemedy.Action.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kubetraining.host.Environment;
import kubetraining.lab.embedded.engine.EngineSituation.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineRemedyTest {
  private static final boolean INSTALLED = true;
  private static final boolean ABSENT = false;
  private static final boolean ROOT = true;
  private static final boolean USER = false;

  @TempDir Path folder;

  private static EngineSituation debian(Socket socket, boolean installed, boolean root) {
    return new EngineSituation(EngineAddress.usual(), socket, installed, root, true, false);
  }

  private static EngineRemedy auto(EngineSituation situation) {
    return EngineRemedy.of(situation, true);
  }

  private static EngineAddress at(String host) {
    return new DockerSettings(new Environment(Map.of("DOCKER_HOST", host))).engine();
  }

  @Test
  void whatThisProgramMayDoItDoes() {
    assertThat(auto(debian(Socket.CONNECTS, INSTALLED, USER)).action()).isEqualTo(NONE_NEEDED);
    assertThat(auto(debian(Socket.ABSENT, ABSENT, ROOT)).action()).isEqualTo(INSTALL_AND_START);
    assertThat(auto(debian(Socket.REFUSES, INSTALLED, ROOT)).action()).isEqualTo(START);
  }

  @Test
  void aUserIsToldTheCommandThatInstallsOrStarts() {
    assertThat(auto(debian(Socket.ABSENT, ABSENT, USER)).message())
        .contains("no container engine is installed")
        .contains("only root")
        .contains("sudo sh -c 'apt-get update && apt-get install -y docker.io'");
    assertThat(auto(debian(Socket.REFUSES, INSTALLED, USER)).message())
        .contains("installed but not running")
        .contains("Type: sudo dockerd");
    var systemd =
        new EngineSituation(EngineAddress.usual(), Socket.REFUSES, INSTALLED, USER, true, true);
    assertThat(auto(systemd).message()).contains("Type: sudo systemctl start docker");
    var noDebian =
        new EngineSituation(EngineAddress.usual(), Socket.ABSENT, ABSENT, ROOT, false, true);
    assertThat(auto(noDebian).message()).contains("no apt-get").contains("docs.docker.com");
  }

  @Test
  void aUserWithoutPermissionIsNotToldToInstall() {
    assertThat(auto(debian(Socket.DENIED, INSTALLED, USER)).message())
        .contains("not allowed to use it")
        .contains("usermod -aG docker")
        .doesNotContain("apt-get");
  }

  @Test
  void optingOutLeavesTheCommandToTheUser() {
    var absent = EngineRemedy.of(debian(Socket.ABSENT, ABSENT, ROOT), false);
    assertThat(absent.action()).isEqualTo(ASK_THE_USER);
    assertThat(absent.message())
        .contains("lab.embedded.install=never forbids installing it")
        .contains("Type: apt-get update && apt-get install -y docker.io");
    assertThat(EngineRemedy.of(debian(Socket.REFUSES, INSTALLED, ROOT), false).message())
        .contains("forbids starting it")
        .contains("Type: dockerd");
  }

  @Test
  void anEngineThatTheUserNamedIsNotReplacedByAnother() {
    var named =
        new EngineSituation(
            at("unix:///run/mine.sock"), Socket.ABSENT, INSTALLED, ROOT, true, false);
    assertThat(auto(named).action()).isEqualTo(ASK_THE_USER);
    assertThat(auto(named).message())
        .contains("unix:///run/mine.sock (by DOCKER_HOST), but nothing answers there")
        .contains("unset DOCKER_HOST   (or check that engine)");
  }

  @Test
  void aFolderInPlaceOfTheSocketIsNotAnEngineThatWasStopped() {
    var seen = EngineSituation.knock(at("unix://" + folder));
    assertThat(seen).isEqualTo(Socket.NO_SOCKET);
    assertThat(auto(debian(seen, INSTALLED, ROOT)).action()).isEqualTo(ASK_THE_USER);
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

  @Test
  void aSocketIsJudgedByTheFileSystemNotByWordsOfTheSystem() throws IOException {
    Path socket = folder.resolve("docker.sock");
    var address = at("unix://" + socket);
    assertThat(EngineSituation.knock(address)).isEqualTo(Socket.ABSENT);
    try (var engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      engine.bind(UnixDomainSocketAddress.of(socket));
      assertThat(EngineSituation.knock(address)).isEqualTo(Socket.CONNECTS);
    }
    assertThat(socket).as("what an engine that is gone leaves").exists();
    assertThat(EngineSituation.knock(address)).isEqualTo(Socket.REFUSES);
    socket.toFile().setReadOnly();
    assertThat(EngineSituation.knock(address))
        .as("root may write everywhere")
        .isEqualTo(Files.isWritable(socket) ? Socket.REFUSES : Socket.DENIED);
  }
}
