package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kubetraining.host.Texts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which engine is asked, with the settings of Docker's client as strangers have them. */
final class EngineSettingsTest {
  /** The digest of the name 'mine', which is the name of the context's folder. */
  private static final String MINE =
      "3fd30542fe3f61b14bd4a4b2dc0b6fb30fa6f63ebce52dd1778aaa8c4dc02cff";

  @TempDir Path folder;
  @AutoClose private FakeEngine engine;
  private Stranger stranger;

  @BeforeEach
  void anEngineAndAHome() throws IOException {
    engine = FakeEngine.at(folder.resolve("with space/docker.sock"));
    Files.createDirectories(folder.resolve("home/.docker"));
    stranger =
        Stranger.here()
            .with("HOME", folder.resolve("home").toString())
            .with("XDG_STATE_HOME", folder.resolve("state").toString());
  }

  private String doctor() {
    return stranger.training("doctor").output();
  }

  private Path config(String content) throws IOException {
    return Files.writeString(folder.resolve("home/.docker/config.json"), content);
  }

  private void context(String name, String digest, String host) throws IOException {
    Path meta = folder.resolve("home/.docker/contexts/meta").resolve(digest);
    Files.createDirectories(meta);
    Files.writeString(
        meta.resolve("meta.json"),
        Texts.of(
            """
            {"Name": "%s", "Metadata": {}, "Endpoints": {"docker": {"Host": "%s"}}}\
            """,
            name, host));
  }

  private void isAsked(String doctor, String by) {
    assertThat(doctor).contains("version 27.1, API 1.44", engine.address() + " (by " + by + ")");
  }

  @Test
  void theContextThatIsInUseNamesTheEngine() throws IOException {
    Path config = config("{\"currentContext\": \"mine\"}");
    context("mine", MINE, engine.address());
    isAsked(doctor(), "Docker's context 'mine' (from " + config + ")");

    config("{\"currentContext\": \"another\"}");
    stranger.with("DOCKER_CONTEXT", "mine").with("DOCKER_HOST", "");
    isAsked(doctor(), "Docker's context 'mine' (from DOCKER_CONTEXT)");

    Path moved = folder.resolve("moved");
    Files.move(folder.resolve("home/.docker"), moved);
    stranger.with("DOCKER_CONFIG", moved.toString());
    isAsked(doctor(), "Docker's context 'mine' (from DOCKER_CONTEXT)");
  }

  @Test
  void anEngineOnAPortOfThisComputerIsAsked() throws IOException {
    assertThat(NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())).isNotNull();
    try (var network = FakeEngine.onNetwork()) {
      String port = network.address().replaceFirst(".*:", "");
      for (String host : new String[] {network.address(), "tcp://localhost:" + port}) {
        stranger.with("DOCKER_HOST", host);
        assertThat(doctor()).contains("version 27.1, API 1.44").contains(host);
      }

      stranger.with("DOCKER_TLS_VERIFY", "1").with("DOCKER_CERT_PATH", "/nowhere");
      assertThat(doctor())
          .contains("/nowhere/ca.pem cannot be read", "cure: unset DOCKER_TLS_VERIFY");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://192.0.2.1:2375", "ssh://me@elsewhere.invalid"})
  void anEngineOfAnotherComputerIsRefusedAtOnceAlsoByARun(String host) throws IOException {
    stranger.with("DOCKER_HOST", host);
    for (String seen : List.of(doctor(), stranger.training("up").failsWith(2))) {
      assertThat(seen)
          .contains("DOCKER_HOST names the container engine", "which is not on this computer")
          .contains("unset DOCKER_HOST")
          .doesNotContain("me@", "\tat ");
    }
    config("{\"currentContext\": \"mine\"}");
    context("mine", MINE, host);
    stranger.without("DOCKER_HOST");
    assertThat(doctor())
        .contains("Docker's context 'mine'", "which is not on this computer")
        .contains("cure: docker context use default");
  }

  @Test
  void anEngineInAVirtualMachineIsRefusedAndPodmanIsTold() {
    stranger.with("DOCKER_HOST", engine.address());
    engine.as("engine-of-the-test", "Engine", "6.6.1-linuxkit");
    assertThat(doctor())
        .containsPattern("MISSING +container engine")
        .contains("with kernel 6.6.1-linuxkit", "cure: unset DOCKER_HOST");
    engine.as("engine-of-the-test", "Podman Engine", System.getProperty("os.version"));
    assertThat(doctor()).contains("Podman 27.1 answers in place of Docker's engine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"credsStore\": \"helper-that-is-missing\"}"})
  void whatIsLeftOverOfAnotherEngineDoesNotMatterToASocket(String content) throws IOException {
    config(content);
    stranger
        .with("DOCKER_HOST", engine.address())
        .with("DOCKER_TLS_VERIFY", "1")
        .with("DOCKER_CERT_PATH", "/nowhere")
        .with("DOCKER_API_VERSION", "0.1")
        .with("DOCKER_CONTEXT", "another");
    isAsked(doctor(), "DOCKER_HOST");
  }
}
