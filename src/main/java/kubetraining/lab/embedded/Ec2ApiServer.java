package kubetraining.lab.embedded;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.artifact.ImageArchive;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** The container that answers the calls of the EC2 API, and keeps what they made. */
final class Ec2ApiServer {
  private static final int PORT = 5000;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String REPOSITORY = "kube-training/ec2-api";
  private static final String IMAGES_FILE = "/etc/kube-training/amis.json";

  private final DockerEngine engine;
  private final LabLabels labels;
  private final Progress progress;
  private final Waits waits;

  Ec2ApiServer(DockerEngine engine, LabLabels labels, Progress progress, Waits waits) {
    this.engine = engine;
    this.labels = labels;
    this.progress = progress;
    this.waits = waits;
  }

  /** Where it answers, and the network range that the lab was given with it. */
  record Address(URI endpoint, String range) {}

  /** The server of this lab, if one runs. */
  Optional<Address> running() {
    return containers()
        .filter(container -> "running".equals(container.getState()))
        .findFirst()
        .flatMap(
            container ->
                published(container)
                    .map(
                        port ->
                            new Address(uri(port), container.getLabels().get(LabLabels.RANGE))));
  }

  private Stream<Container> containers() {
    return engine.containers(labels.ofLab()).stream()
        .filter(container -> container.getLabels().containsKey(LabLabels.RANGE));
  }

  private static Optional<Integer> published(Container container) {
    return Arrays.stream(container.getPorts())
        .filter(port -> port.getPrivatePort() != null && port.getPrivatePort() == PORT)
        .map(port -> port.getPublicPort())
        .filter(port -> port != null)
        .findFirst();
  }

  private static URI uri(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts a new server with nothing in it. One that died took all it knew with it. */
  Address start(ImageArchive archive, int port, Ipv4Range range, MachineImage machines) {
    containers().forEach(container -> engine.removeContainer(container.getId()));
    String image = image(archive);
    try (var undo = new Teardown()) {
      String container = create(image, port, labels.ofApi(range.toString(), machines));
      undo.push("remove container " + container, () -> engine.removeContainer(container));
      copyImageList(container);
      try {
        engine.client().startContainerCmd(container).exec();
      } catch (DockerException e) {
        throw unavailable(port, e);
      }
      Address address = running().orElseThrow(() -> ended(container));
      awaitAnswer(container, address);
      undo.keep();
      return address;
    }
  }

  /** Fails at once if the port is taken, before anything is built for minutes. */
  void requireFree(int port) {
    try (var socket = new ServerSocket()) {
      // As the engine does: a connection of before that is still fading is no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
    } catch (IOException e) {
      throw taken(port, e);
    }
  }

  private static LabUnavailableException taken(int port, Exception cause) {
    return new LabUnavailableException(
        ("Port %d of 127.0.0.1, asked for by lab.embedded.port, is taken. Free it, choose another,"
                + " or leave the setting out to get any free port")
            .formatted(port),
        cause);
  }

  private String image(ImageArchive archive) {
    String digest = archive.digest().substring(archive.digest().indexOf(':') + 1);
    String tag = digest.substring(0, Math.min(16, digest.length()));
    String reference = REPOSITORY + ":" + tag;
    if (engine.hasImage(reference)) {
      return reference;
    }
    progress.awaiting("the image of the EC2 API to be loaded");
    try (var tar = new BufferedInputStream(Files.newInputStream(archive.tar()))) {
      engine.loadImages(tar, archive.reference());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the image archive " + archive.tar(), e);
    }
    engine.client().tagImageCmd(archive.reference(), REPOSITORY, tag).exec();
    return reference;
  }

  private String create(String image, int port, Map<String, String> marks) {
    var exposed = ExposedPort.tcp(PORT);
    var binding =
        new PortBinding(
            port == 0
                ? Ports.Binding.bindIp("127.0.0.1")
                : new Ports.Binding("127.0.0.1", "" + port),
            exposed);
    return engine
        .client()
        .createContainerCmd(image)
        .withName(labels.apiName())
        .withLabels(marks)
        .withCmd("-H", "0.0.0.0", "-p", Integer.toString(PORT))
        .withEnv(
            "MOTO_AMIS_PATH=" + IMAGES_FILE,
            // Off by default: wrong types, images and keys would be taken, as AWS takes none.
            "MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION=true",
            "MOTO_ENABLE_AMI_VALIDATION=true",
            "MOTO_ENABLE_KEYPAIR_VALIDATION=true")
        .withExposedPorts(exposed)
        .withHostConfig(HostConfig.newHostConfig().withPortBindings(binding).withDns("127.0.0.1"))
        .exec()
        .getId();
  }

  private void copyImageList(String container) {
    byte[] list = MachineOverlay.read("amis.json").getBytes(StandardCharsets.UTF_8);
    try (var stream =
        new TarStream(
            "amis",
            out -> {
              try (var tar = new LabTar(out, Set.of("/etc"))) {
                tar.add(IMAGES_FILE, 0644, list);
              }
            })) {
      engine.copyInto(container, "/", stream.input());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give the EC2 API its list of images", e);
    }
  }

  private LabUnavailableException unavailable(int port, DockerException e) {
    String reason = String.valueOf(e.getMessage());
    if (port != 0 && reason.matches("(?s).*(already allocated|already in use).*")) {
      return taken(port, e);
    }
    return new LabUnavailableException(
        "The container of the EC2 API, %s, does not start: %s".formatted(labels.apiName(), reason),
        e);
  }

  private void awaitAnswer(String container, Address address) {
    var query = new Ec2Query(address.endpoint());
    progress.awaiting("the EC2 API at " + address.endpoint());
    waits
        .upTo(LIMIT)
        .every(Duration.ofMillis(100))
        .see(
            "the embedded EC2 API at " + address.endpoint(),
            query::answers,
            answers -> answers,
            answers ->
                running().isPresent()
                    ? Optional.empty()
                    : Optional.of(ended(container).getMessage()));
  }

  private LabUnavailableException ended(String container) {
    return new LabUnavailableException(
        "The container of the EC2 API, %s, ended; it printed: %s"
            .formatted(
                labels.apiName(), engine.console().logTail(container, 20).orElse("nothing")));
  }

  /** The network ranges of all labs on this computer, which a new one must leave alone. */
  static List<Ipv4Range> ranges(DockerEngine engine) {
    return engine.containersWith(LabLabels.RANGE).stream()
        .map(container -> Ipv4Range.parse(container.getLabels().get(LabLabels.RANGE)))
        .toList();
  }
}
