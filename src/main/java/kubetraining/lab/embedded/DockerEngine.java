package kubetraining.lab.embedded;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerMount;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kubetraining.host.Connections;
import kubetraining.host.Texts;
import kubetraining.lab.Teardown;
import org.jspecify.annotations.Nullable;

/** The container engine: its client, and the few things that several callers ask of it. */
final class DockerEngine implements AutoCloseable {
  private final DockerClient client;
  private final DockerHttpClient transport;
  private final String apiVersion;
  private final EngineIdentity identity;

  private DockerEngine(
      DockerClient client, DockerHttpClient transport, String apiVersion, EngineIdentity identity) {
    this.client = client;
    this.transport = transport;
    this.apiVersion = apiVersion;
    this.identity = identity;
  }

  /**
   * Speaks the newest version of the API that both sides know, whatever {@code DOCKER_API_VERSION}
   * says.
   *
   * @throws EngineTrouble if it cannot be used
   */
  static DockerEngine connect(EngineAddress address) {
    if (address.trouble().isPresent()) {
      throw address.trouble().get();
    }
    // The engine is a part of the lab; its client makes sockets by itself.
    Connections.settle();
    try (var undo = new Teardown()) {
      var transport = transport(address);
      undo.push("close the connection to the container engine", transport::close);
      var unknown = new ClientConfig(address, RemoteApiVersion.unknown());
      var offered = DockerClientImpl.getInstance(unknown, transport).versionCmd().exec();
      String version = ApiVersion.agreed(offered.getApiVersion(), offered.getMinAPIVersion());
      var config = new ClientConfig(address, RemoteApiVersion.parseConfig(version));
      var client = DockerClientImpl.getInstance(config, transport);
      var identity = EngineIdentity.of(address, offered, client.infoCmd().exec());
      identity.requireThisComputer();
      undo.keep();
      return new DockerEngine(client, transport, version, identity);
    } catch (EngineTrouble e) {
      throw e;
    } catch (RuntimeException e) {
      throw unclear(address, e);
    }
  }

  private static DockerHttpClient transport(EngineAddress address) {
    var config = new ClientConfig(address, RemoteApiVersion.unknown());
    return new PatientTransport(
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .connectionTimeout(PatientTransport.SIGN_OF_LIFE)
            .build(),
        address);
  }

  private static EngineTrouble unclear(EngineAddress address, RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new EngineTrouble(
        Texts.of(
            "the container engine at %s does not answer a question for its version: %s",
            address, String.valueOf(cause.getMessage()).strip()),
        address
            .source()
            .map(source -> source.undo() + "   (or see to that engine)")
            .orElse("journalctl -u docker   (the engine's log)"),
        failure);
  }

  /** Which engine it is. */
  EngineIdentity identity() {
    return identity;
  }

  DockerClient client() {
    return client;
  }

  /** The way into running containers. */
  ContainerConsole console() {
    return new ContainerConsole(client);
  }

  String apiVersion() {
    return apiVersion;
  }

  /** All containers with these labels, whether they run or not. */
  List<Container> containers(Map<String, String> labels) {
    return client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec();
  }

  /** All containers that have this label; an empty value, as images pass it on, is none. */
  List<Container> containersWith(String label) {
    return client
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(List.of(label))
        .exec()
        .stream()
        .filter(container -> bears(container.getLabels(), label))
        .toList();
  }

  /**
   * Looked at here, too: by its label a thing is known as ours, and may be removed.
   *
   * @param label the name of a label, or {@code name=value}
   */
  private static boolean bears(@Nullable Map<String, String> labels, String label) {
    String[] wanted = label.split("=", 2);
    String value = labels == null ? "" : labels.getOrDefault(wanted[0], "");
    return !value.isEmpty() && (wanted.length == 1 || value.equals(wanted[1]));
  }

  /** What a container mounts; some engines leave out a list that is empty. */
  static Stream<ContainerMount> mountsOf(Container container) {
    return Stream.ofNullable(container.getMounts()).flatMap(List::stream);
  }

  boolean hasImage(String reference) {
    try {
      client.inspectImageCmd(reference).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /**
   * Makes an image of the tar of a root file system. The client's own command (3.7.1) is of no use:
   * it sends an empty body in place of the tar.
   */
  void importImage(String reference, InputStream tar) {
    String name = URLEncoder.encode(reference, StandardCharsets.UTF_8);
    var request =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.POST)
            .path(Texts.of("/v%s/images/create?fromSrc=-&repo=%s", apiVersion, name))
            .putHeader("content-type", "application/x-tar")
            .body(tar)
            .build();
    try (var response = transport.execute(request)) {
      String said = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
      // What fails late has promised success by its status already.
      if (response.getStatusCode() != 200 || said.contains("errorDetail")) {
        throw new IllegalStateException(
            Texts.of(
                "the container engine refused the import of image %s: %s",
                reference, ContainerConsole.tail(said)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no answer of the container engine about the import of image " + reference, e);
    }
  }

  boolean hasVolume(String name) {
    try {
      client.inspectVolumeCmd(name).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** Ends and removes a container; that it is gone already is fine. */
  void removeContainer(String id) {
    try {
      client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      return;
    } catch (DockerException e) {
      // Another removal of the same container is under way; then it goes by itself.
      if (!String.valueOf(e.getMessage()).contains("already in progress")) {
        throw e;
      }
    }
  }

  void createVolume(String name, Map<String, String> labels) {
    client.createVolumeCmd().withName(name).withLabels(labels).exec();
  }

  /** The names of all volumes with this label: its key alone, or key and value. */
  List<String> volumesWith(String label) {
    return volumes(label).stream().map(InspectVolumeResponse::getName).toList();
  }

  List<InspectVolumeResponse> volumes(String label) {
    var found = client.listVolumesCmd().withFilter("label", List.of(label)).exec().getVolumes();
    return found == null
        ? List.of()
        : found.stream().filter(volume -> bears(volume.getLabels(), label)).toList();
  }

  List<Network> networks(String label) {
    return client.listNetworksCmd().withFilter("label", List.of(label)).exec().stream()
        .filter(network -> bears(network.getLabels(), label))
        .toList();
  }

  void removeNetwork(String id) {
    try {
      client.removeNetworkCmd(id).exec();
    } catch (NotFoundException e) {
      return;
    }
  }

  void removeVolume(String name) {
    try {
      client.removeVolumeCmd(name).exec();
    } catch (NotFoundException e) {
      return;
    }
  }

  /** Puts the entries of a tar into a folder of a container. */
  void copyInto(String container, String folder, InputStream tar) {
    try (tar) {
      client
          .copyArchiveToContainerCmd(container)
          .withTarInputStream(tar)
          .withRemotePath(folder)
          .exec();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy files into container " + container, e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the connection to the container engine", e);
    }
  }
}
