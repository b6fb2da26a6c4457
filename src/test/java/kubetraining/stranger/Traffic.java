package kubetraining.stranger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kubetraining.artifact.OutwardWays;
import kubetraining.cluster.ApiClients;
import kubetraining.host.Connections;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.lab.ec2.CallerRange;
import kubetraining.lab.ec2.Ec2Endpoint;
import kubetraining.lab.ec2.Ec2LabProvider;
import kubetraining.lab.embedded.cloud.EmbeddedWays;
import kubetraining.lab.embedded.engine.EngineWays;
import kubetraining.probe.HttpProbe;
import kubetraining.progress.Progress;
import kubetraining.remote.SshWay;
import kubetraining.wait.Waits;

/**
 * A program that goes every way to a lab, which is here, or to the outside world, and says what
 * each came to.
 */
final class Traffic {
  private static final AccessKey NO_KEY =
      new AccessKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

  private static final String KUBECONFIG =
      """
      {"apiVersion": "v1", "kind": "Config", "current-context": "it",
       "clusters": [{"name": "it", "cluster": {"server": "%s", "proxy-url": "http://127.0.0.1:9"}}],
       "contexts": [{"name": "it", "context": {"cluster": "it", "user": "it"}}],
       "users": [{"name": "it", "user": {"token": "x"}}]}
      """;

  private Traffic() {}

  /**
   * @param arguments a folder for files; for the world, also a mirror
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    if (arguments.length > 1) {
      goOut(folder, URI.create(arguments[1]));
    } else {
      goToLab(folder);
    }
    System.exit(0);
  }

  private static void goOut(Path folder, URI mirror) {
    say("download", () -> OutwardWays.download(folder, mirror).toFile().length());
    say("look", () -> OutwardWays.look(URI.create("https://registry.invalid")));
    say(
        "pull",
        () -> {
          OutwardWays.pull(folder, mirror);
          return "done";
        });
    say(
        "caller",
        () -> CallerRange.asSeenBy(URI.create("http://echo.invalid/ip")).ofSubnetWith(""));
    var amazon = Ec2Endpoint.aws(Optional.of("eu-west-1"), Optional.empty());
    say("amazon", () -> regions(amazon, NO_KEY));
  }

  private static void goToLab(Path folder) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Traffic::answer);
    server.start();
    var api = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    // The engine first: its client opens plain sockets, and nothing has settled these yet.
    say("engine", () -> EngineWays.engineVersion("tcp://" + api.getAuthority()));
    say("ec2", () -> regions(Ec2Endpoint.local(api), AccessKey.UNCHECKED));
    say("hypervisor", () -> EmbeddedWays.ec2Answers(api));
    say(
        "cluster",
        () -> {
          var config = Config.fromKubeconfig(KUBECONFIG.replace("%s", api.toString()));
          config.setRequestRetryBackoffLimit(0);
          try (var client = ApiClients.direct(config)) {
            return client.raw("/api");
          }
        });
    say("page", () -> new HttpProbe(Duration.ofSeconds(10)).get(api + "/page").status());
    say("machine", () -> SshWay.answers(folder));
    say(
        "outside",
        () -> Connections.outward(URI.create("http://outside.invalid/")).getResponseCode());
  }

  /** What an EC2 API says, asked in the way of runs. */
  private static List<String> regions(Ec2Endpoint api, AccessKey key) {
    try (var lab = Ec2LabProvider.connect(api, key, new Waits(), Progress.SILENT)) {
      return lab.caretaker().regions();
    }
  }

  private static void say(String way, Callable<?> look) {
    try {
      System.out.println(way + ": " + look.call());
    } catch (Exception e) {
      System.out.println(way + " failed: " + e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String answer =
        switch (exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+", "")) {
          case "/version" -> "{\"ApiVersion\": \"1.43\", \"MinAPIVersion\": \"1.24\"}";
          case "/info" ->
              Texts.of(
                  "{\"Name\": \"%s\"}",
                  Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
          case "/api" -> "{\"kind\": \"APIVersions\"}";
          case "/page" -> "a page";
          default ->
              body.contains("DescribeRegions")
                  ? "<R><regionInfo><item><regionName>x</regionName></item></regionInfo></R>"
                  : "<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>";
        };
    byte[] bytes = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
