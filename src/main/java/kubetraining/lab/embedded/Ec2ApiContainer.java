package kubetraining.lab.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.wait.Hopeless;
import kubetraining.wait.Waits;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A container of the EC2 API's server: made, started, and answering. */
final class Ec2ApiContainer {
  private static final int PORT = 5000;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String IMAGES_FILE = "/etc/kube-training/amis.json";
  private static final String PROGRAM_FILE = "/etc/kube-training/ec2-api.py";
  private static final String NOBODY = "65534:65534";
  private static final String MEMORY_FOLDER = "/var/lib/kube-training";
  private static final String RIGHTS_FILE = "/etc/kube-training/rights.json";
  private static final String KEYS_FILE = MEMORY_FOLDER + "/keys.json";

  /** The user that the lab is asked for as, where calls are checked. */
  static final String TRAINER = "trainer";

  /** The user of this computer's own looks. */
  static final String HYPERVISOR = "hypervisor";

  private final DockerEngine engine;
  private final String name;
  private final Progress progress;
  private final Waits waits;

  Ec2ApiContainer(DockerEngine engine, String name, Progress progress, Waits waits) {
    this.engine = engine;
    this.name = name;
    this.progress = progress;
    this.waits = waits;
  }

  /**
   * Starts a server and waits until it answers; where it does.
   *
   * @param image the image of machines that has the server and what it needs
   * @param policy what the lab's user may do, in JSON; empty if no call is checked
   * @param undo gets the removal of the container
   */
  URI boot(
      MachineImage image,
      int port,
      Map<String, String> marks,
      Optional<String> policy,
      Teardown undo) {
    String container = create(image, port, marks);
    undo.push("remove container " + name, () -> engine.removeContainer(container));
    copyFiles(container, policy);
    try {
      return start(container);
    } catch (DockerException e) {
      throw unavailable(port, e);
    }
  }

  /** Starts a server that was made already, and waits until it answers; where it does. */
  URI start(String container) {
    engine.client().startContainerCmd(container).exec();
    URI endpoint = find(container).orElseThrow(() -> ended(container));
    awaitAnswer(container, endpoint);
    return endpoint;
  }

  private Optional<URI> find(String id) {
    return engine.client().listContainersCmd().withIdFilter(List.of(id)).exec().stream()
        .findFirst()
        .flatMap(Ec2ApiContainer::endpoint);
  }

  /** Where the server in a running container answers. */
  static Optional<URI> endpoint(Container container) {
    return Arrays.stream(container.getPorts())
        .filter(port -> port.getPrivatePort() != null && port.getPrivatePort() == PORT)
        .map(ContainerPort::getPublicPort)
        .filter(Objects::nonNull)
        .map(port -> URI.create("http://127.0.0.1:" + port))
        .findFirst();
  }

  private String create(MachineImage image, int port, Map<String, String> marks) {
    var exposed = ExposedPort.tcp(PORT);
    var binding =
        new PortBinding(
            port == 0
                ? Ports.Binding.bindIp("127.0.0.1")
                : new Ports.Binding("127.0.0.1", "" + port),
            exposed);
    return engine
        .client()
        .createContainerCmd(image.reference())
        .withName(name)
        .withLabels(marks)
        .withUser(NOBODY)
        .withEntrypoint("/usr/bin/python3", PROGRAM_FILE)
        .withCmd("-H", "0.0.0.0", "-p", Integer.toString(PORT))
        .withEnv(
            "MOTO_AMIS_PATH=" + IMAGES_FILE,
            // Off by default: wrong types, images and keys would be taken, as AWS takes none.
            "MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION=true",
            "MOTO_ENABLE_AMI_VALIDATION=true",
            "MOTO_ENABLE_KEYPAIR_VALIDATION=true")
        .withExposedPorts(exposed)
        .withHostConfig(
            HostOptions.ofProgram(engine).withPortBindings(binding).withDns("127.0.0.1"))
        .exec()
        .getId();
  }

  private void copyFiles(String container, Optional<String> policy) {
    byte[] list = MachineOverlay.read("amis.json").getBytes(StandardCharsets.UTF_8);
    byte[] program = MachineOverlay.read("ec2-api.py").getBytes(StandardCharsets.UTF_8);
    try (var stream =
        new TarStream(
            "amis",
            out -> {
              try (var tar = new LabTar(out, Set.of("/etc", "/var", "/var/lib"))) {
                tar.add(IMAGES_FILE, 0644, list);
                tar.add(PROGRAM_FILE, 0644, program);
                if (policy.isPresent()) {
                  tar.add(RIGHTS_FILE, 0644, rights(policy.get()).getBytes(StandardCharsets.UTF_8));
                }
                // Not root's, as the server is not root.
                tar.addFolderForAll(MEMORY_FOLDER);
              }
            })) {
      engine.copyInto(container, "/", stream.input());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give the EC2 API its files", e);
    }
  }

  static LabUnavailableException taken(int port, Exception cause) {
    return new LabUnavailableException(
        Texts.of(
            "Port %d of 127.0.0.1, asked for by lab.embedded.port, is taken. Free it, choose another,"
                + " or leave the setting out to get any free port",
            port),
        cause);
  }

  private LabUnavailableException unavailable(int port, DockerException e) {
    String reason = String.valueOf(e.getMessage());
    if (port != 0 && reason.matches("(?s).*(already allocated|already in use).*")) {
      return taken(port, e);
    }
    return new LabUnavailableException(
        Texts.of("The container of the EC2 API, %s, does not start: %s", name, reason), e);
  }

  private static String rights(String policy) {
    return Texts.of(
        """
        {"%s": %s,
         "%s": {"Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}]}}
        """,
        TRAINER, policy, HYPERVISOR);
  }

  /** The key of a user; one that nobody checks, if no call is checked. */
  static AccessKey key(DockerEngine engine, String container, String user) {
    try (var tar =
        new TarArchiveInputStream(
            engine.client().copyArchiveFromContainerCmd(container, KEYS_FILE).exec())) {
      if (tar.getNextEntry() == null) {
        throw new IllegalStateException("the EC2 API gave no keys");
      }
      var pair = new ObjectMapper().readTree(tar.readAllBytes()).path(user);
      return new AccessKey(pair.path(0).asText(), pair.path(1).asText());
    } catch (NotFoundException e) {
      return AccessKey.UNCHECKED;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the keys of the EC2 API", e);
    }
  }

  private void awaitAnswer(String container, URI endpoint) {
    progress.awaiting("the EC2 API at " + endpoint);
    // Who is refused was answered, too.
    try (var query = new Ec2Query(endpoint, AccessKey.UNCHECKED)) {
      waits
          .upTo(LIMIT)
          .every(Duration.ofMillis(100))
          .see(
              "the embedded EC2 API at " + endpoint,
              query::answers,
              answers -> answers,
              answers ->
                  find(container).isPresent()
                      ? Optional.empty()
                      : Optional.of(Hopeless.lab(String.valueOf(ended(container).getMessage()))));
    }
  }

  private LabUnavailableException ended(String container) {
    return new LabUnavailableException(
        Texts.of(
            "The container of the EC2 API, %s, ended; it printed: %s",
            name, engine.console().logTail(container, 20).orElse("nothing")));
  }
}
