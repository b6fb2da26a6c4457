package kubetraining.lab.embedded;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerMount;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.host.Connections;
import kubetraining.host.Texts;
import kubetraining.lab.Teardown;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The container engine: its client, and the few things that several callers ask of it. */
record DockerEngine(
    DockerClient client,
    DockerHttpClient transport,
    RemoteApiVersion version,
    EngineIdentity identity)
    implements AutoCloseable {
  // The newest version whose answers this code was written against.
  private static final RemoteApiVersion KNOWN = RemoteApiVersion.VERSION_1_44;

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
      var unknown = config(address, RemoteApiVersion.unknown());
      var transport =
          new PatientTransport(
              new ZerodepDockerHttpClient.Builder()
                  .dockerHost(unknown.getDockerHost())
                  .sslConfig(unknown.getSSLConfig())
                  .connectionTimeout(PatientTransport.SIGN_OF_LIFE)
                  .build(),
              address,
              PatientTransport.BETWEEN_LOOKS,
              PatientTransport.SIGN_OF_LIFE);
      undo.push("close the connection to the container engine", transport::close);
      var offered = DockerClientImpl.getInstance(unknown, transport).versionCmd().exec();
      var version = agreed(offered.getApiVersion(), offered.getMinAPIVersion());
      var client = DockerClientImpl.getInstance(config(address, version), transport);
      var identity = new EngineIdentity(address, offered, client.infoCmd().exec());
      identity.requireThisComputer();
      undo.keep();
      return new DockerEngine(client, transport, version, identity);
    } catch (EngineTrouble e) {
      throw e;
    } catch (RuntimeException e) {
      throw unclear(address, e);
    }
  }

  /**
   * What the client library is told. Nothing is fetched from a registry through the engine, so it
   * gets a folder without settings: it would start whatever helper keeps credentials there.
   */
  private static DefaultDockerClientConfig config(EngineAddress address, RemoteApiVersion version) {
    var config =
        new DefaultDockerClientConfig.Builder()
            .withDockerConfig("/dev/null")
            .withDockerHost(address.uri().toString())
            .withApiVersion(version);
    address
        .certificates()
        .ifPresent(
            folder -> config.withCustomSslConfig(new LocalDirectorySSLConfig(folder.toString())));
    return config.build();
  }

  /** The newest version that both sides know, or the engine's oldest where there is none. */
  static RemoteApiVersion agreed(String newest, String oldest) {
    var offered = RemoteApiVersion.parseConfig(newest);
    if (!offered.isGreater(KNOWN)) {
      return offered;
    }
    var least = RemoteApiVersion.parseConfig(oldest);
    return least.isGreater(KNOWN) ? least : KNOWN;
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
        address.cure(" see to that engine", "journalctl -u docker   (the engine's log)"),
        failure);
  }

  /** The way into running containers. */
  ContainerConsole console() {
    return new ContainerConsole(client);
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

  /** Does something to a thing; false if that is gone already. */
  private static boolean unlessGone(Runnable work) {
    try {
      work.run();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  boolean hasImage(String reference) {
    return unlessGone(() -> client.inspectImageCmd(reference).exec());
  }

  /** All images with names in a repository. */
  List<Image> images(String repository) {
    return client.listImagesCmd().withReferenceFilter(repository).exec();
  }

  /** The names that an image has in a repository. */
  static Stream<String> namesIn(String repository, Image image) {
    return Stream.ofNullable(image.getRepoTags())
        .flatMap(Arrays::stream)
        .filter(tag -> tag.startsWith(repository + ":"));
  }

  /** Removes an image; that it is gone already is fine. */
  void removeImage(String reference) {
    unlessGone(() -> client.removeImageCmd(reference).exec());
  }

  /**
   * Makes an image of the tar of a root file system. The client's own command (3.7.1) is of no use:
   * it sends an empty body in place of the tar.
   */
  void importImage(String reference, TarStream.Content tar) {
    TarStream.read(tar, in -> importImage(reference, in));
  }

  private void importImage(String reference, InputStream tar) {
    String name = URLEncoder.encode(reference, StandardCharsets.UTF_8);
    var request =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.POST)
            .path(Texts.of("/%s/images/create?fromSrc=-&repo=%s", version.asWebPathPart(), name))
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
    return unlessGone(() -> client.inspectVolumeCmd(name).exec());
  }

  /** Ends and removes a container; that it is gone already is fine. */
  void removeContainer(String id) {
    try {
      unlessGone(
          () -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
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
    return Stream.ofNullable(
            client.listVolumesCmd().withFilter("label", List.of(label)).exec().getVolumes())
        .flatMap(List::stream)
        .filter(volume -> bears(volume.getLabels(), label))
        .toList();
  }

  List<Network> networks(String label) {
    return client.listNetworksCmd().withFilter("label", List.of(label)).exec().stream()
        .filter(network -> bears(network.getLabels(), label))
        .toList();
  }

  void removeNetwork(String id) {
    unlessGone(() -> client.removeNetworkCmd(id).exec());
  }

  void removeVolume(String name) {
    unlessGone(() -> client.removeVolumeCmd(name).exec());
  }

  /**
   * Puts files into a container, which need not run.
   *
   * @param folder what their paths begin at
   * @param known the folders that are there already
   */
  void place(String container, String folder, Set<String> known, LabTar.Content files) {
    copyInto(
        container,
        folder,
        out -> {
          try (var tar = new LabTar(out, known)) {
            files.addTo(tar);
          }
        });
  }

  /** Puts the entries of a tar into a folder of a container. */
  void copyInto(String container, String folder, TarStream.Content tar) {
    TarStream.read(
        tar,
        in ->
            client
                .copyArchiveToContainerCmd(container)
                .withTarInputStream(in)
                .withRemotePath(folder)
                .exec());
  }

  /** The text of a file in a container, which need not run; empty if there is none. */
  Optional<String> read(String container, String path) {
    try (var tar =
        new TarArchiveInputStream(client.copyArchiveFromContainerCmd(container, path).exec())) {
      return tar.getNextEntry() == null
          ? Optional.empty()
          : Optional.of(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
    } catch (NotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + " in container " + container, e);
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
