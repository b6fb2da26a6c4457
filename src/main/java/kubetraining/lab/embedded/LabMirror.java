package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kubetraining.artifact.ImageArchive;
import kubetraining.artifact.MachineParts;
import kubetraining.artifact.Mirror;
import kubetraining.host.Connections;
import kubetraining.host.Texts;
import kubetraining.wait.Hopeless;
import kubetraining.wait.Waits;

/**
 * A container in the lab's network from which its machines fetch what they would fetch from the
 * sites and registries of the world. What it serves is kept from lab to lab, in a volume.
 */
final class LabMirror {
  /** The volume of all of them. */
  static final String VOLUME = "kube-training-mirror";

  private static final int REGISTRY_PORT = 5000;
  private static final String PLACE = "/var/lib/kube-training/mirror";
  private static final String FILLED = PLACE + "/filled";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration READ = Duration.ofSeconds(20);

  private final DockerEngine engine;
  private final LabLabels labels;
  private final String address;
  private final Waits waits;

  /**
   * @param range the range that the lab's network may use
   */
  LabMirror(DockerEngine engine, LabLabels labels, Ipv4Range range, Waits waits) {
    this.engine = engine;
    this.labels = labels;
    // In its subnet x.y.1.0/24 EC2 keeps this address for itself, and so gives it to no machine.
    this.address = range.address(0x103);
    this.waits = waits;
  }

  /** Where machines find images, each below the host that it comes from. */
  URI images() {
    return URI.create(Texts.of("http://%s:%d", address, REGISTRY_PORT));
  }

  /** Where machines find downloads, each below the host that it comes from. */
  URI downloads() {
    return URI.create("http://" + address);
  }

  /**
   * Starts it unless it runs, and gives it what it does not have yet.
   *
   * @param programs the image of machines that has Python
   * @param registry the program of a registry
   */
  void serve(MachineImage programs, Path registry, MachineParts parts, Mirror mirror) {
    String container =
        container().map(Container::getId).orElseGet(() -> create(programs, registry));
    if (container().filter(found -> "running".equals(found.getState())).isEmpty()) {
      engine.client().startContainerCmd(container).exec();
    }
    URI seen = awaitAnswer(container);
    fill(container, seen, parts, mirror);
  }

  private Optional<Container> container() {
    return engine.containers(labels.ofMirror()).stream().findFirst();
  }

  private String create(MachineImage programs, Path registry) {
    engine.createVolume(VOLUME, Map.of(LabLabels.CACHE, VOLUME));
    var exposed = ExposedPort.tcp(REGISTRY_PORT);
    String container =
        engine
            .client()
            .createContainerCmd(programs.reference())
            .withName(labels.mirrorName())
            .withLabels(labels.ofMirror())
            .withEntrypoint("/usr/bin/python3", "/etc/kube-training/mirror.py")
            .withExposedPorts(exposed)
            .withHostConfig(
                HostOptions.ofProgram(engine)
                    .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), exposed))
                    .withMounts(List.of(HostOptions.volume(VOLUME, PLACE))))
            .exec()
            .getId();
    send(
        container,
        "/",
        out -> {
          try (var tar = new LabTar(out, Set.of("/etc", "/usr", "/usr/local", "/usr/local/bin"))) {
            tar.add("/etc/kube-training/mirror.py", 0644, resource("mirror.py"));
            tar.add("/etc/kube-training/registry.yml", 0644, resource("registry.yml"));
            tar.add("/usr/local/bin/registry", 0755, registry);
          }
        });
    return container;
  }

  private URI awaitAnswer(String container) {
    return waits
        .upTo(LIMIT)
        .every(Duration.ofMillis(100))
        .see(
            "the mirror of lab " + labels.lab(),
            () -> published().filter(LabMirror::answers),
            Optional::isPresent,
            answers ->
                container().filter(found -> "exited".equals(found.getState())).isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                        Hopeless.lab(
                            Texts.of(
                                "its container ended; it printed: %s",
                                engine.console().logTail(container, 20).orElse("nothing")))))
        .orElseThrow();
  }

  private Optional<URI> published() {
    return container().stream()
        .flatMap(found -> Arrays.stream(found.getPorts()))
        .filter(port -> Objects.equals(port.getPrivatePort(), REGISTRY_PORT))
        .map(port -> port.getPublicPort())
        .filter(Objects::nonNull)
        .map(port -> URI.create("http://127.0.0.1:" + port))
        .findFirst();
  }

  private static boolean answers(URI registry) {
    try {
      var connection = Connections.direct(registry.resolve("/v2/"));
      connection.setReadTimeout((int) READ.toMillis());
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  private void fill(String container, URI registry, MachineParts parts, Mirror mirror) {
    var filled = new HashSet<>(filled(container));
    var images = parts.allImages().stream().filter(image -> !filled.contains(line(image))).toList();
    var downloads = mirror.downloads(parts).stream().filter(one -> !filled.contains(one)).toList();
    if (images.isEmpty() && downloads.isEmpty()) {
      return;
    }
    mirror.push(images, registry);
    if (!downloads.isEmpty()) {
      sendDownloads(container, parts, mirror);
    }
    images.forEach(image -> filled.add(line(image)));
    filled.addAll(downloads);
    send(
        container,
        PLACE,
        out -> {
          try (var tar = new LabTar(out, Set.of())) {
            tar.add(
                "/filled",
                0644,
                (String.join("\n", filled) + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private void sendDownloads(String container, MachineParts parts, Mirror mirror) {
    try {
      Path folder = Files.createTempDirectory("mirror-");
      try {
        mirror.writeDownloads(parts, folder);
        send(
            container,
            PLACE,
            out -> {
              try (var tar = new LabTar(out, Set.of())) {
                tar.addFolder("/downloads", folder);
              }
            });
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill the mirror of lab " + labels.lab(), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private List<String> filled(String container) {
    return engine
        .console()
        .run(container, LIMIT, "/bin/sh", "-c", "cat " + FILLED + " 2>/dev/null || true")
        .lines()
        .toList();
  }

  private static String line(ImageArchive image) {
    return Texts.of("image %s %s", image.reference(), image.digest());
  }

  /** Lets the machines of a network reach it. */
  void join(String network) {
    container()
        .ifPresent(
            mirror ->
                engine
                    .client()
                    .connectToNetworkCmd()
                    .withNetworkId(network)
                    .withContainerId(mirror.getId())
                    .withContainerNetwork(
                        new ContainerNetwork()
                            .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address)))
                    .exec());
  }

  /** Leaves a network that is to go. */
  void leave(String network) {
    container()
        .ifPresent(
            mirror ->
                engine
                    .client()
                    .disconnectFromNetworkCmd()
                    .withNetworkId(network)
                    .withContainerId(mirror.getId())
                    .withForce(true)
                    .exec());
  }

  private void send(String container, String folder, TarStream.Content writer) {
    try (var stream = new TarStream("mirror", writer)) {
      try {
        engine.copyInto(container, folder, stream.input());
      } catch (RuntimeException e) {
        throw stream.cause(e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give the mirror its files", e);
    }
  }

  private static byte[] resource(String name) {
    return MachineOverlay.read(name).getBytes(StandardCharsets.UTF_8);
  }
}
