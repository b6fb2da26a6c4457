package kubetraining.lab.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kubetraining.host.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DockerSettingsTest {
  @TempDir Path home;

  private EngineAddress engine(String... variables) {
    Map<String, String> all = new HashMap<>(Map.of("HOME", home.toString()));
    for (int each = 0; each < variables.length; each += 2) {
      all.put(variables[each], variables[each + 1]);
    }
    return new DockerSettings(new Environment(all)).engine();
  }

  @Test
  void withoutSettingsItIsTheUsualSocket() {
    assertThat(engine()).isEqualTo(EngineAddress.usual());
    assertThat(engine("DOCKER_HOST", "", "DOCKER_CONTEXT", " ")).isEqualTo(EngineAddress.usual());
    assertThat(engine("DOCKER_CONTEXT", "default")).isEqualTo(EngineAddress.usual());
  }

  @ParameterizedTest
  @CsvSource({
    "unix:///run/user/1000/docker.sock, unix:///run/user/1000/docker.sock",
    "tcp://127.0.0.1, tcp://127.0.0.1:2375",
    "127.0.0.1:4243, tcp://127.0.0.1:4243",
    "tcp://:2375, tcp://localhost:2375",
    "tcp://[::1]:2375, tcp://[::1]:2375"
  })
  void aHostIsReadAsTheClientReadsIt(String given, String host) {
    assertThat(engine("DOCKER_HOST", given).host()).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://nowhere.invalid:2375, not on this computer",
    "ssh://me:secret@host, 'ssh://host, which is not on this computer'",
    "npipe:////./pipe/docker_engine, not the address of a container engine",
    "a b, not the address of a container engine"
  })
  void whatIsNoAddressOrElsewhereIsSaid(String given, String words) {
    assertThat(engine("DOCKER_HOST", given).trouble().orElseThrow().found())
        .contains(words)
        .doesNotContain("secret");
  }

  @Test
  void certificatesAreAskedForOnTheNetworkAlone() throws IOException {
    for (String file : new String[] {"ca.pem", "cert.pem", "key.pem"}) {
      Files.writeString(home.resolve(file), "");
    }
    var at = home.toString();
    var network =
        engine("DOCKER_HOST", "tcp://127.0.0.1", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", at);
    assertThat(network.host()).isEqualTo("tcp://127.0.0.1:2376");
    assertThat(network.certificates()).contains(home);
    assertThat(network.trouble()).isEmpty();

    var socket = engine("DOCKER_HOST", "unix:///run/docker.sock", "DOCKER_TLS_VERIFY", "1");
    assertThat(socket.certificates()).isEmpty();
    assertThat(engine("DOCKER_CERT_PATH", at)).isEqualTo(EngineAddress.usual());
  }

  @Test
  void aBrokenConfigNamesNoContextAndIsNamedItself() throws IOException {
    Path config = Files.createDirectories(home.resolve(".docker")).resolve("config.json");
    Files.writeString(config, "");
    assertThat(engine()).isEqualTo(EngineAddress.usual());

    Files.writeString(config, "{\"auths\": {");
    assertThat(engine().host()).isEqualTo(EngineAddress.USUAL);
    assertThat(engine().toString()).contains(config + " is broken");
    assertThat(engine().source().orElseThrow().undo()).contains("mv " + config);

    Files.delete(config);
    Files.createDirectory(config);
    assertThat(engine().toString()).contains(config + " is broken");
  }

  @Test
  void aContextThatDoesNotExistIsNamedWithItsCureAndNoOtherEngineIsTaken() throws IOException {
    Path config = Files.createDirectories(home.resolve(".docker")).resolve("config.json");
    Files.writeString(config, "{\"currentContext\": \"gone\"}");
    assertThat(engine().trouble().orElseThrow().found())
        .contains(config + " names Docker's context 'gone', which cannot be read from");
    assertThat(engine().source().orElseThrow().undo()).isEqualTo("docker context use default");
    assertThat(engine("DOCKER_CONTEXT", "absent").trouble().orElseThrow().found())
        .contains("DOCKER_CONTEXT names Docker's context 'absent'");
  }
}
