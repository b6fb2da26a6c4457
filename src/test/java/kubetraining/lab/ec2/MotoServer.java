package kubetraining.lab.ec2;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.host.Programs;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.Waits;

/** The EC2 API of the embedded lab in a process of its own, with nothing in it, for trials. */
final class MotoServer implements AutoCloseable {
  private static final Path RESOURCES =
      Path.of("src/main/resources/kubetraining/lab/embedded/cloud");

  private final Path folder;
  private final Process process;
  private final URI uri;

  private MotoServer(Path folder, Process process, URI uri) {
    this.folder = folder;
    this.process = process;
    this.uri = uri;
  }

  /** One that lets anybody in. */
  static MotoServer start() {
    return start(Map.of());
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param policies what each user may do; if there are none, everybody may do everything
   */
  static MotoServer start(Map<String, String> policies) {
    try {
      var folder = Files.createTempDirectory("moto");
      // It keeps its memory where only a container has a folder.
      var program =
          Files.readString(RESOURCES.resolve("ec2-api.py"))
              .replace("/var/lib/kube-training", folder.toString())
              .replace("/etc/kube-training", folder.toString());
      Files.writeString(folder.resolve("ec2-api.py"), program);
      if (!policies.isEmpty()) {
        Files.writeString(folder.resolve("rights.json"), rights(policies));
      }
      int port = freePort();
      var line = new ArrayList<>(List.of(System.getProperty("moto.python", "python3")));
      line.addAll(
          policies.isEmpty() ? List.of("-m", "moto.server") : List.of(folder + "/ec2-api.py"));
      line.addAll(List.of("-H", "127.0.0.1", "-p", Integer.toString(port)));
      var builder = Programs.builder(line);
      var variables = builder.environment();
      variables.put("PYTHONPATH", System.getProperty("moto.packages"));
      variables.put("MOTO_AMIS_PATH", RESOURCES.resolve("amis.json").toAbsolutePath().toString());
      variables.put("MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION", "true");
      variables.put("MOTO_ENABLE_AMI_VALIDATION", "true");
      variables.put("MOTO_ENABLE_KEYPAIR_VALIDATION", "true");
      builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
      var server = new MotoServer(folder, builder.start(), URI.create("http://127.0.0.1:" + port));
      server.awaitAnswer();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("no EC2 API", e);
    }
  }

  private static String rights(Map<String, String> policies) throws IOException {
    var json = JsonMapper.builder().build();
    var rights = new LinkedHashMap<String, Object>();
    for (var each : policies.entrySet()) {
      rights.put(each.getKey(), json.readTree(each.getValue()));
    }
    return json.writeValueAsString(rights);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() {
    new Waits(new WaitLedger())
        .upTo(Duration.ofSeconds(60))
        .every(Duration.ofMillis(200))
        .see("the EC2 API to answer", this::answers, answers -> answers);
  }

  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  URI uri() {
    return uri;
  }

  /** The key of a user. */
  AccessKey key(String user) {
    try {
      var keys =
          JsonMapper.builder()
              .build()
              .readValue(
                  folder.resolve("keys.json").toFile(),
                  new TypeReference<Map<String, List<String>>>() {});
      return new AccessKey(keys.get(user).get(0), keys.get(user).get(1));
    } catch (IOException e) {
      throw new UncheckedIOException(Texts.of("no key of %s", user), e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
