package kubetraining.lab.embedded.engine;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EngineRemedyTest {

  @TempDir Path folder;

  private static EngineAddress at(String host) {
    return new DockerSettings(new Environment(Map.of("DOCKER_HOST", host))).engine();
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
    assertThat(EngineSituation.knock(at("unix://" + folder))).isEqualTo(Socket.NO_SOCKET);
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

  /** The words of {@code here} say what differs from a root on Debian without an engine. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECTS  | docker user       | NONE_NEEDED       | ''
          ABSENT    | ''                | INSTALL_AND_START | ''
          REFUSES   | docker            | START             | ''
          ABSENT    | user              | ASK_THE_USER | no container engine is installed
          ABSENT    | user              | ASK_THE_USER | sudo sh -c 'apt-get update && apt-get install -y docker.io'
          REFUSES   | docker user       | ASK_THE_USER | installed but not running
          REFUSES   | docker user       | ASK_THE_USER | Type: sudo dockerd
          REFUSES   | docker user systemd | ASK_THE_USER | Type: sudo systemctl start docker
          ABSENT    | systemd no-apt    | ASK_THE_USER | docs.docker.com
          DENIED    | docker user       | ASK_THE_USER | usermod -aG docker
          NO_SOCKET | docker            | ASK_THE_USER | a file or a folder
          ABSENT    | never             | ASK_THE_USER | lab.embedded.install=never forbids installing it
          ABSENT    | never             | ASK_THE_USER | Type: apt-get update && apt-get install -y docker.io
          REFUSES   | docker never      | ASK_THE_USER | forbids starting it
          """)
  void whatThisProgramMayDoItDoesAndTheRestItTells(
      Socket socket, String here, EngineRemedy.Action action, String words) {
    boolean docker = here.contains("docker");
    boolean root = !here.contains("user");
    boolean apt = !here.contains("no-apt");
    boolean systemd = here.contains("systemd");
    var usual = EngineAddress.usual();
    var situation = new EngineSituation(usual, socket, docker, root, apt, systemd);
    var remedy = EngineRemedy.of(situation, !here.contains("never"));
    assertThat(remedy.action()).isEqualTo(action);
    assertThat(socket == Socket.DENIED && remedy.message().contains("apt-get")).isFalse();
    assertThat(action == EngineRemedy.Action.ASK_THE_USER ? remedy.message() : "").contains(words);
  }

  @Test
  void anEngineThatTheUserNamedIsNotReplacedByAnother() {
    var named =
        new EngineSituation(at("unix:///run/mine.sock"), Socket.ABSENT, true, true, true, false);
    assertThat(EngineRemedy.of(named, true).action()).isEqualTo(EngineRemedy.Action.ASK_THE_USER);
    assertThat(EngineRemedy.of(named, true).message())
        .contains("unix:///run/mine.sock (by DOCKER_HOST), but nothing answers there")
        .contains("unset DOCKER_HOST   (or check that engine)");
  }
}
