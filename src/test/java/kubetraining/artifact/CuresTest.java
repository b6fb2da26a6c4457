package kubetraining.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CuresTest {
  @TempDir Path folder;

  @Test
  void aFailureOfTheNetworkIsKnownInEveryLanguage() {
    var refused = new ArtifactException("x", new ConnectException("Verbindungsaufbau abgelehnt"));
    assertThat(Cures.of(refused, folder)).contains("check the network");
    assertThat(Cures.of(new UnknownHostException("npm"), folder)).contains("check the network");
    assertThat(Cures.of(new IOException("something else"), folder)).doesNotContain("network");
  }
}
