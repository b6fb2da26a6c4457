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

final class DockerSettingsTest {
  @TempDir Path home;

  private EngineAddress engine(String... variables) {
    Map<String, String> all = new HashMap<>(Map.of("HOME", home.toString()));
    for (int each = 0; each < variables.length; each += 2) {
      all.put(variables[each], variables[each + 1]);
    }
    return new DockerSettings(new Environment(all)).engine();
  }

  private String host(String given) {
    return engine("DOCKER_HOST", given).host();
  }

  private String trouble(String given) {
    return engine("DOCKER_HOST", given).trouble().orElseThrow().found();
  }

  @Test
  void withoutSettingsItIsTheUsualSocket() {
    assertThat(engine()).isEqualTo(EngineAddress.usual());
    assertThat(engine("DOCKER_HOST", "", "DOCKER_CONTEXT", " ")).isEqualTo(EngineAddress.usual());
    assertThat(engine("DOCKER_CONTEXT", "default")).isEqualTo(EngineAddress.usual());
  }

  @Test
  void aHostIsReadAsTheClientReadsIt() {
    assertThat(host("unix:///run/user/1000/docker.sock"))
        .isEqualTo("unix:///run/user/1000/docker.sock");
    assertThat(host("tcp://127.0.0.1")).isEqualTo("tcp://127.0.0.1:2375");
    assertThat(host("127.0.0.1:4243")).isEqualTo("tcp://127.0.0.1:4243");
    assertThat(host("tcp://:2375")).isEqualTo("tcp://localhost:2375");
    assertThat(host("tcp://[::1]:2375")).isEqualTo("tcp://[::1]:2375");
  }

  @Test
  void whatIsNoAddressOrElsewhereIsSaid() {
    assertThat(trouble("tcp://nowhere.invalid:2375")).contains("not on this computer");
    assertThat(trouble("ssh://me:secret@host"))
        .contains("ssh://host, which is not on this computer")
        .doesNotContain("secret");
    for (String given : new String[] {"npipe:////./pipe/docker_engine", "a b", "fd://"}) {
      assertThat(trouble(given)).contains("not the address of a container engine");
    }
  }

  @Test
  void certificatesAreAskedForOnTheNetworkAlone() throws IOException {
    for (String file : new String[] {"ca.pem", "cert.pem", "key.pem"}) {
      Files.writeString(home.resolve(file), "");
    }
    var network =
        engine(
            "DOCKER_HOST",
            "tcp://127.0.0.1",
            "DOCKER_TLS_VERIFY",
            "1",
            "DOCKER_CERT_PATH",
            home.toString());
    assertThat(network.host()).isEqualTo("tcp://127.0.0.1:2376");
    assertThat(network.certificates()).contains(home);
    assertThat(network.trouble()).isEmpty();

    var socket = engine("DOCKER_HOST", "unix:///run/docker.sock", "DOCKER_TLS_VERIFY", "1");
    assertThat(socket.certificates()).isEmpty();
    assertThat(engine("DOCKER_CERT_PATH", home.toString())).isEqualTo(EngineAddress.usual());
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
}
