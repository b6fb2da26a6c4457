package kubetraining.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import kubetraining.guide.FeatureCatalogue;
import kubetraining.host.Chromium;
import kubetraining.host.Programs;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.observe.Note;
import kubetraining.observe.Notes;
import kubetraining.observe.Tick;
import kubetraining.observe.Ticks;
import kubetraining.page.Chrome;
import kubetraining.probe.Yaml;
import kubetraining.remote.SshConnector;
import kubetraining.remote.SshIdentity;
import kubetraining.remote.SshServerHere;
import kubetraining.typed.Transcript;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's server with a real SSH server behind it and, where there is one, a real browser. */
@EnableKubernetesMockClient(crud = true, https = false)
final class GuideServerTest {
  private static final String SCENARIO = "03-spark/a-new-account-has-no-permissions";
  private static final Instant THEN = Instant.parse("2026-11-30T02:00:00Z");

  @TempDir Path folder;
  KubernetesClient client;
  private final HttpClient browser = HttpClient.newHttpClient();
  private SshServerHere ssh;
  private GuideServer server;

  @BeforeEach
  void start() throws Exception {
    var identity = SshIdentity.create(folder.resolve("id"), "test");
    ssh = new SshServerHere(folder, identity);
    var waits = new Waits();
    var limit = Duration.ofSeconds(20);
    var connector = new SshConnector(identity, folder.resolve("known_hosts"), waits, limit);
    var here = InetSocketAddress.createUnresolved("127.0.0.1", ssh.port());
    var desk =
        new Desk(
            folder,
            List.of("node1", "node2"),
            (machine, command, columns, rows) ->
                connector.terminal(machine, here, inTerminal(command), columns, rows),
            machine -> connector.connect(machine, here),
            client,
            () -> Optional.of("a test"));
    var guide = FeatureCatalogue.read(Path.of("features"));
    server = new GuideServer(guide.features(), guide.scenarios(), "section-3", desk, 0);
  }

  /** The SSH server of tests gives no terminal; and nothing here may find a cluster. */
  private String inTerminal(String command) {
    String coded = Base64.getEncoder().encodeToString(command.getBytes(StandardCharsets.UTF_8));
    return Texts.of(
        "env -i HOME=%s PATH=/usr/bin:/bin TERM=xterm SHELL=/bin/bash script -q -c \"$(echo %s | base64 --decode)\" /dev/null",
        folder, coded);
  }

  @AfterEach
  void end() throws IOException {
    server.close();
    ssh.close();
  }

  private HttpResponse<String> get(String address) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void pagesAreForWhoKnowsTheAddressAndLoadNothingFromElsewhere() throws Exception {
    var page = get(server.address() + "section-3");
    var without = get(server.address().replaceAll("[0-9a-f]{32}", "0".repeat(32)) + "section-3");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; ")
        .doesNotContain("unsafe");
    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(without.body().lines()).hasSize(1);
    assertThat(get(server.address() + "files/../GuideServer.class").statusCode()).isEqualTo(404);
  }

  @Test
  void aTerminalIsOnlyForPagesOfThisServer() {
    String terminal = server.address().replace("http:", "ws:") + "terminal/node1";
    for (String origin : List.of("", "http://127.0.0.1:1", "http://evil.example")) {
      var builder = browser.newWebSocketBuilder();
      if (!origin.isEmpty()) {
        builder.header("Origin", origin);
      }
      var opening = builder.buildAsync(URI.create(terminal), new WebSocket.Listener() {});

      assertThat(opening.handle((socket, refused) -> refused).join())
          .as("from '%s'", origin)
          .isInstanceOf(CompletionException.class)
          .rootCause()
          .hasMessageContaining("403");
    }
  }

  @Test
  void aPersonWithAKeyboardTypesInThePageAndSeesTicks() throws Exception {
    var chromium = Chromium.program();
    assumeTrue(chromium.isPresent(), "no chromium on the path, so no page can be opened");
    assumeThat(Programs.has("script")).as("script, of util-linux, gives bash a terminal").isTrue();
    String node = "{name: node1, annotations: {nerdalize/temp: '23'}}";
    Yaml.of("apiVersion: v1\nkind: Node\nmetadata: %s\nstatus: {}\n", node).in(client);
    try (var chrome = new Chrome(chromium.get())) {
      chrome.look(1280, 900, false);
      chrome.allowCopying();
      chrome.open(server.address() + "section-3");
      Chrome.await("the lab", 20, () -> chrome.text("#looks").contains("23 degrees"));
      chrome.tabTo(card(" [data-do=copy]"), false);
      chrome.enter();
      Chrome.await("the copy", 10, () -> chrome.text("#news").equals("Copied."));
      assertThat(chrome.eval("navigator.clipboard.readText()").asText())
          .isEqualTo("kubectl create serviceaccount spark");
      // The first block of the section is pasted, and only Enter runs it.
      chrome.tabTo(card(" [data-do=paste]"), false);
      chrome.enter();
      Chrome.await("the focus in the terminal", 10, () -> chrome.isFocused("textarea"));
      Chrome.await(
          "the command",
          20,
          () -> chrome.text(".xterm-rows").contains("kubectl create serviceaccount spark"));
      chrome.enter();
      Chrome.await("it to be kept", 20, () -> !Transcript.of(folder, "node1").commands().isEmpty());

      assertThat(Transcript.of(folder, "node1").commands().get(0).text())
          .isEqualTo("kubectl create serviceaccount spark");

      earnFirstStep();
      Chrome.await(
          "the tick",
          10,
          () -> chrome.text(card(" .earned")).contains("the training cluster is running"));
      assertThat(chrome.text(card(" .shown"))).contains("shown, not earned:");
      assertThat(chrome.text("#now"))
          .contains("Type these commands.", "kubectl auth can-i", "a hint");

      chrome.shiftTab();
      assertThat(chrome.isFocused("textarea")).as("Shift+Tab leaves the terminal").isFalse();
      assertThat(chrome.violations("html")).isEmpty();
      assertThat(chrome.complaints()).isEmpty();
      assertThat(chrome.requests()).allMatch(each -> each.startsWith(server.address()));
    }
  }

  @Test
  void whatSomebodyExpectsIsKeptIfAPageOfThisServerSaysIt() throws Exception {
    earnFirstStep();

    assertThat(post("http://evil.example", "it fails").statusCode()).isEqualTo(403);
    assertThat(post("", "it fails").statusCode()).isEqualTo(405);
    String own = server.address().replaceAll("/[0-9a-f]{32}/$", "");
    assertThat(post(own, "the answer is no").body()).startsWith("Kept.");

    assertThat(Notes.of(folder).of(SCENARIO, Note.Kind.PREDICTION))
        .extracting(Note::text)
        .containsExactly("the answer is no");
  }

  private HttpResponse<String> post(String origin, String words) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.address() + "expect"))
            .POST(HttpRequest.BodyPublishers.ofString(words));
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }
    return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** As the run that watches does it; the second one was shown. */
  private void earnFirstStep() throws IOException {
    var steps =
        FeatureCatalogue.read(Path.of("features")).scenarios().stream()
            .filter(each -> each.id().equals(SCENARIO))
            .findFirst()
            .orElseThrow()
            .text()
            .steps();
    var ticks = Ticks.of(folder);
    for (int step : List.of(0, 1)) {
      String digest = Sha256.of(steps.get(step).toString());
      ticks.earn(new Tick(SCENARIO, step, digest, THEN, THEN, List.of(), step == 1));
    }
    Files.writeString(
        folder.resolve("observed/now.json"),
        Texts.of(
            """
            {"scenario":"%s","step":3,"state":"TYPE","machine":"node1","commands":["kubectl auth can-i"],
             "message":"","expected":"","seen":"","goesOn":false,"since":"2026-11-30T02:00:00Z","hint":"a hint"}
            """,
            SCENARIO));
  }

  private static String card(String within) {
    return Texts.of("[data-scenario='%s']%s", SCENARIO, within);
  }
}
