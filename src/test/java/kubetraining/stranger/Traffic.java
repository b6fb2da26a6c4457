package kubetraining.stranger;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
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
import kubetraining.probe.WebAnswers;
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
    var lab = new WebAnswers();
    String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    lab.answer("/version", 200, "{\"ApiVersion\": \"1.43\", \"MinAPIVersion\": \"1.24\"}");
    lab.answer("/v1.43/info", 200, Texts.of("{\"Name\": \"%s\"}", name));
    lab.answer("/api", 200, "{\"kind\": \"APIVersions\"}");
    lab.answer("/page", 200, "a page");
    String regions = "<R><regionInfo><item><regionName>x</regionName></item></regionInfo></R>";
    lab.answer("/", 200, regions);
    var api = URI.create(lab.url());
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
    var outside = URI.create("http://outside.invalid/");
    var limit = Duration.ofSeconds(10);
    say("outside", () -> Connections.outward(outside, limit, limit).getResponseCode());
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
}
