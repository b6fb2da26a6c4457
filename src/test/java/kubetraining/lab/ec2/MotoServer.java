package kubetraining.lab.ec2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import kubetraining.host.Connections;
import kubetraining.host.Programs;
import kubetraining.wait.Waits;

/** The EC2 API of the embedded lab in a process of its own, with nothing in it, for trials. */
record MotoServer(Process process, URI uri) implements AutoCloseable {
  private static final Path RESOURCES =
      Path.of("src/main/resources/kubetraining/lab/embedded/cloud");

  /** Starts it, as one that lets anybody in, and waits until it answers. */
  static MotoServer start() {
    try {
      var folder = Files.createTempDirectory(Path.of("target"), "moto");
      int port = freePort();
      String python = System.getProperty("moto.python", "python3");
      var builder =
          Programs.builder(python, "-m", "moto.server", "-H", "127.0.0.1", "-p", "" + port);
      var variables = builder.environment();
      variables.put("PYTHONPATH", System.getProperty("moto.packages"));
      variables.put("MOTO_AMIS_PATH", RESOURCES.resolve("amis.json").toAbsolutePath().toString());
      variables.put("MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION", "true");
      variables.put("MOTO_ENABLE_AMI_VALIDATION", "true");
      variables.put("MOTO_ENABLE_KEYPAIR_VALIDATION", "true");
      builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
      var server = new MotoServer(builder.start(), URI.create("http://127.0.0.1:" + port));
      server.awaitAnswer();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("no EC2 API", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() {
    var limit = Duration.ofSeconds(1);
    var wait = new Waits().upTo(Duration.ofSeconds(60)).every(Duration.ofMillis(200));
    Callable<Boolean> look = () -> Connections.accepts(uri.getHost(), uri.getPort(), limit);
    wait.see("the EC2 API to answer", look, answers -> answers);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
