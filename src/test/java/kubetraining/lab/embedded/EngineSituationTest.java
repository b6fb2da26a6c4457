package kubetraining.lab.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineSituationTest {
  @TempDir Path folder;

  @Test
  void aSocketIsJudgedByTheFileSystemNotByWordsOfTheSystem() throws IOException {
    Path socket = folder.resolve("docker.sock");
    assertThat(knock(socket)).isEqualTo(EngineSituation.Socket.ABSENT);
    try (var engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      engine.bind(UnixDomainSocketAddress.of(socket));
      assertThat(knock(socket)).isEqualTo(EngineSituation.Socket.CONNECTS);
    }
    assertThat(socket).as("what an engine that is gone leaves").exists();
    assertThat(knock(socket)).isEqualTo(EngineSituation.Socket.REFUSES);
    socket.toFile().setReadOnly();
    assertThat(knock(socket))
        .as("root may write everywhere")
        .isEqualTo(
            Files.isWritable(socket)
                ? EngineSituation.Socket.REFUSES
                : EngineSituation.Socket.DENIED);
  }

  private static EngineSituation.Socket knock(Path socket) {
    return EngineSituation.knock(
        new EngineAddress(
            "unix://" + socket, Optional.empty(), Optional.empty(), Optional.empty()));
  }
}
