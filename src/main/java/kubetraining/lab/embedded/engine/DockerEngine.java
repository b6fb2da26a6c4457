package kubetraining.lab.embedded.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerMount;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.progress.Phases;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The container engine: its client, and the few things that several callers ask of it. */
public record DockerEngine(
    DockerClient client,
    DockerHttpClient transport,
    RemoteApiVersion version,
    EngineIdentity identity)
    implements AutoCloseable {
  /** All containers with these labels, whether they run or not. */
  public List<Container> containers(Map<String, String> labels) {
    return client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec();
  }

  /** All containers that have this label; an empty value, as images pass it on, is none. */
  public List<Container> containersWith(String label) {
    var all = client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(label));
    return all.exec().stream().filter(one -> bears(one.getLabels(), label)).toList();
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
  public static Stream<ContainerMount> mountsOf(Container container) {
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

  public boolean hasImage(String reference) {
    return unlessGone(() -> client.inspectImageCmd(reference).exec());
  }

  /** All images with names in a repository. */
  public List<Image> images(String repository) {
    return client.listImagesCmd().withReferenceFilter(repository).exec();
  }

  /** The names that an image has in a repository. */
  public static Stream<String> namesIn(String repository, Image image) {
    var names = Stream.ofNullable(image.getRepoTags()).flatMap(Arrays::stream);
    return names.filter(tag -> tag.startsWith(repository + ":"));
  }

  /** Removes an image; that it is gone already is fine. */
  public void removeImage(String reference) {
    unlessGone(() -> client.removeImageCmd(reference).exec());
  }

  /**
   * Makes an image of the tar of a root file system. The client's own command (3.7.1) is of no use:
   * it sends an empty body in place of the tar.
   */
  public void importImage(String reference, TarStream.Content tar) {
    TarStream.read(tar, in -> importImage(reference, in));
  }

  private void importImage(String reference, InputStream tar) {
    String name = URLEncoder.encode(reference, StandardCharsets.UTF_8);
    String path = Texts.of("/%s/images/create?fromSrc=-&repo=%s", version.asWebPathPart(), name);
    var post = DockerHttpClient.Request.builder().method(DockerHttpClient.Request.Method.POST);
    var request = post.path(path).putHeader("content-type", "application/x-tar").body(tar).build();
    try (var response = transport.execute(request)) {
      String said = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
      // What fails late has promised success by its status already.
      if (response.getStatusCode() != 200 || said.contains("errorDetail")) {
        String words = "the container engine refused the import of image %s: %s";
        throw new IllegalStateException(Texts.of(words, reference, tail(said)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no answer of the container engine about the import of image " + reference, e);
    }
  }

  public boolean hasVolume(String name) {
    return unlessGone(() -> client.inspectVolumeCmd(name).exec());
  }

  /** Ends and removes a container; that it is gone already is fine. */
  public void removeContainer(String id) {
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

  public void createVolume(String name, Map<String, String> labels) {
    client.createVolumeCmd().withName(name).withLabels(labels).exec();
  }

  /** The names of all volumes with this label: its key alone, or key and value. */
  public List<String> volumesWith(String label) {
    return volumes(label).stream().map(InspectVolumeResponse::getName).toList();
  }

  public List<InspectVolumeResponse> volumes(String label) {
    var all = client.listVolumesCmd().withFilter("label", List.of(label)).exec().getVolumes();
    var found = Stream.ofNullable(all).flatMap(List::stream);
    return found.filter(volume -> bears(volume.getLabels(), label)).toList();
  }

  public List<Network> networks(String label) {
    var all = client.listNetworksCmd().withFilter("label", List.of(label)).exec();
    return all.stream().filter(network -> bears(network.getLabels(), label)).toList();
  }

  public void removeNetwork(String id) {
    unlessGone(() -> client.removeNetworkCmd(id).exec());
  }

  public void removeVolume(String name) {
    unlessGone(() -> client.removeVolumeCmd(name).exec());
  }

  /**
   * Puts files into a container, which need not run.
   *
   * @param folder what their paths begin at
   * @param known the folders that are there already
   */
  public void place(String container, String folder, Set<String> known, LabTar.Content files) {
    TarStream.Content all =
        out -> {
          try (var tar = new LabTar(out, known)) {
            files.addTo(tar);
          }
        };
    copyInto(container, folder, all);
  }

  /** Puts the entries of a tar into a folder of a container. */
  public void copyInto(String container, String folder, TarStream.Content tar) {
    var copy = client.copyArchiveToContainerCmd(container).withRemotePath(folder);
    TarStream.read(tar, in -> copy.withTarInputStream(in).exec());
  }

  /** The text of a file in a container, which need not run; empty if there is none. */
  public Optional<String> read(String container, String path) {
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

  /** Keeps what a container prints, as text. */
  private static final class Text extends ResultCallback.Adapter<Frame> {
    private final StringBuffer printed = new StringBuffer();

    @Override
    public void onNext(Frame frame) {
      printed.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
    }
  }

  /** Runs a command and gives what it printed; fails if the command does. */
  public String run(String container, Duration limit, String... command) {
    var create = client.execCreateCmd(container).withCmd(command);
    var exec = create.withAttachStdout(true).withAttachStderr(true).exec();
    var text = new Text();
    var running = client.execStartCmd(exec.getId()).exec(text);
    Callable<Boolean> end = () -> running.awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS);
    boolean ended = Phases.call(command[0] + " in a container", end);
    Long exitCode = ended ? client.inspectExecCmd(exec.getId()).exec().getExitCodeLong() : null;
    if (exitCode == null || exitCode != 0) {
      String how = ended ? "exited " + exitCode : "did not end within " + limit.toSeconds() + " s";
      String line = String.join(" ", command);
      String words = "'%s' in container %s %s; it printed: %s";
      throw new IllegalStateException(
          Texts.of(words, line, container, how, tail(text.printed.toString())));
    }
    return text.printed.toString();
  }

  /** The last lines a container printed; empty if the engine cannot tell. */
  public Optional<String> logTail(String container, int lines) {
    var text = new Text();
    try {
      var log = client.logContainerCmd(container).withStdOut(true).withStdErr(true);
      log.withTail(lines).exec(text).awaitCompletion(10, TimeUnit.SECONDS);
      return Optional.of(text.printed.toString().strip()).filter(printed -> !printed.isEmpty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (DockerException e) {
      return Optional.empty();
    }
  }

  /** The end of a text that may be long. */
  private static String tail(String text) {
    String stripped = text.strip();
    int more = stripped.length() - 2000;
    return more <= 0 ? stripped : "..." + stripped.substring(more);
  }

  @Override
  public void close() {
    FileWork.run("cannot close the connection to the container engine", client::close);
  }
}
