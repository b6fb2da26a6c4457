package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kubetraining.artifact.OutwardWays;
import kubetraining.host.Texts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind a proxy: the world is reached by it and by nothing else, the lab never. */
final class ProxyTest {
  private static final String MIRROR = "http://mirror.invalid:5000";

  @TempDir private Path folder;
  private final Stranger stranger = Stranger.here();
  @AutoClose private RecordingProxy proxy;

  @BeforeEach
  void startProxy() throws IOException {
    Path sites = folder.resolve("sites");
    OutwardWays.fillMirror(folder.resolve("teacher"), sites.resolve("mirror.invalid"));
    Files.createDirectories(sites.resolve("mirror.invalid/v2"));
    Files.writeString(
        Files.createDirectories(sites.resolve("echo.invalid")).resolve("ip"), "198.51.100.7\n");
    proxy = new RecordingProxy(sites);
  }

  @Test
  void theWorldIsReachedByTheProxyThatTheVariablesName() {
    stranger.with("http_proxy", proxy.url()).with("HTTPS_PROXY", proxy.url());
    stranger.with("NO_PROXY", "10.0.0.0/8,.corp.example");
    seesTheWorld(world());
  }

  @Test
  void theWorldIsReachedByTheProxyThatJavaIsTold() {
    var settings = new ArrayList<String>();
    for (String scheme : List.of("http", "https")) {
      settings.add(Texts.of("-D%s.proxyHost=127.0.0.1", scheme));
      settings.add(Texts.of("-D%s.proxyPort=%s", scheme, proxy.port()));
      settings.add(Texts.of("-D%s.proxyUser=%s", scheme, RecordingProxy.USER));
      settings.add(Texts.of("-D%s.proxyPassword=%s", scheme, RecordingProxy.PASSWORD));
    }
    seesTheWorld(world(settings.toArray(String[]::new)));
  }

  private void seesTheWorld(Stranger.Outcome outcome) {
    assertThat(outcome.output())
        .contains("download: 7\n", "look: cannot be reached", "pull failed: ")
        .contains("caller: 198.51.100.7/32\n", "amazon failed: ")
        .doesNotContain(RecordingProxy.PASSWORD);
    assertThat(proxy.asked())
        .contains(
            "GET http://mirror.invalid:5000/dl.example.org/v1.2.3/tool-1.2.3.tar.gz",
            "CONNECT registry.invalid:443",
            "CONNECT mirror.invalid:5000",
            "GET http://echo.invalid/ip",
            "CONNECT ec2.eu-west-1.amazonaws.com:443")
        .anyMatch(asked -> asked.startsWith("GET http://mirror.invalid:5000/v2/docker.io/boards"));
  }

  @Test
  void hostsThatNoProxyNamesAreNeverAskedOfTheProxy() {
    stranger.with("HTTP_PROXY", proxy.url()).with("HTTPS_PROXY", proxy.url());
    stranger.with("no_proxy", "mirror.invalid:5000, .invalid, amazonaws.com");
    var outcome = world();

    assertThat(outcome.output()).contains("download failed: ", "UnknownHostException");
    assertThat(proxy.asked()).isEmpty();
  }

  @Test
  void aProxyThatCannotBeUsedIsToldByNameWithTheCure() {
    stranger.with("HTTP_PROXY", "https://me:hidden-word@proxy.invalid:443");
    stranger.with("HTTPS_PROXY", "socks5://me:hidden-word@127.0.0.1:9");
    var outcome = world();

    assertThat(outcome.output().lines())
        .anyMatch(
            line ->
                line.startsWith("download failed: ")
                    && line.contains("HTTP_PROXY names the proxy https://proxy.invalid:443")
                    && line.contains("HTTP_PROXY=http://proxy.example:3128"))
        .anyMatch(line -> line.startsWith("pull failed: ") && line.contains("SOCKS"))
        .noneMatch(line -> line.contains("hidden-word"));
  }

  @Test
  void theLabIsNeverReachedByTheProxyThatVariablesName() throws IOException {
    for (String name : List.of("http_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")) {
      stranger.with(name, proxy.url());
    }
    seesTheLabDirectly(lab());
    assertThat(proxy.asked()).containsExactly("GET http://outside.invalid/");
  }

  @Test
  void theLabIsNeverReachedByTheProxyThatJavaIsTold() throws IOException {
    var settings = new ArrayList<>(List.of("-Djava.net.useSystemProxies=true"));
    for (String name : List.of("http.proxy", "https.proxy", "socksProxy")) {
      settings.add(Texts.of("-D%sHost=127.0.0.1", name));
      settings.add(Texts.of("-D%sPort=%s", name, proxy.port()));
    }
    // Java itself would spare this computer, which stands for the lab here.
    settings.addAll(List.of("-Dhttp.nonProxyHosts=", "-DsocksNonProxyHosts="));
    // These are the Kubernetes client's own.
    settings.addAll(List.of("-Dhttp.proxy=" + proxy.url(), "-Dall.proxy=" + proxy.url()));
    seesTheLabDirectly(lab(settings.toArray(String[]::new)));
    assertThat(proxy.asked()).isEmpty();
    assertThat(proxy.turnedAway()).containsExactly("GET http://outside.invalid/");
  }

  @Test
  void theLabIsNeverReachedByAnySocksProxy() throws IOException {
    String socks = "socks5h://127.0.0.1:" + proxy.port();
    stranger.with("ALL_PROXY", socks).with("HTTPS_PROXY", socks);
    String port = "-DsocksProxyPort=" + proxy.port();
    seesTheLabDirectly(lab("-DsocksProxyHost=127.0.0.1", port, "-DsocksNonProxyHosts="));
    assertThat(proxy.asked()).containsOnly("SOCKS").hasSizeLessThanOrEqualTo(2);
  }

  private static void seesTheLabDirectly(Stranger.Outcome outcome) {
    assertThat(outcome.output())
        .contains("engine: 1.43\n", "ec2: [x]\n", "hypervisor: true\n")
        .contains("cluster: {\"kind\": \"APIVersions\"}\n", "page: 200\n")
        .contains("machine: SSH-2.0 hello\n");
  }

  private Stranger.Outcome world(String... settings) {
    return stranger.java(List.of(settings), Traffic.class, folder.toString(), MIRROR);
  }

  private Stranger.Outcome lab(String... settings) throws IOException {
    Path lab = Files.createDirectories(folder.resolve("lab"));
    return stranger.java(List.of(settings), Traffic.class, lab.toString());
  }

  @Test
  void theLauncherLooksForMirrorsByTheProxyAndTheDoctorNamesIt() {
    var copy =
        Stranger.inCopy(folder.resolve("checkout"))
            .with("TRAINING_ARTIFACTS_MIRROR_IMAGES", MIRROR)
            .with("TRAINING_ARTIFACTS_CACHE", folder.resolve("cache").toString())
            .with("HTTP_PROXY", proxy.url());

    var list = copy.training("artifacts", "list");

    assertThat(proxy.asked()).as(list.output()).contains("GET http://mirror.invalid:5000/v2/");
    assertThat(list.output()).doesNotContain(RecordingProxy.PASSWORD);

    var sound = copy.training("doctor").output();
    assertThat(sound)
        .contains(Texts.of("127.0.0.1:%s (HTTP_PROXY)", proxy.port()))
        .doesNotContain(RecordingProxy.PASSWORD);
    var unsound = copy.with("HTTPS_PROXY", "https://me:hidden@proxy.invalid").training("doctor");
    assertThat(unsound.output())
        .contains("HTTPS_PROXY names the proxy https://proxy.invalid", "HTTPS_PROXY=http://")
        .doesNotContain("hidden");
  }
}
