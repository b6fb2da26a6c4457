package kubetraining.lab.embedded.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kubetraining.host.FileWork;
import kubetraining.host.Ipv4Range;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Teardown;
import kubetraining.lab.embedded.engine.DockerEngine;
import kubetraining.lab.embedded.engine.EngineGround;
import kubetraining.lab.embedded.engine.HostOptions;
import kubetraining.lab.embedded.engine.LabLabels;
import kubetraining.lab.embedded.engine.LabTar;
import kubetraining.lab.embedded.image.MachineImage;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** The container that answers the calls of the EC2 API, and keeps what they made, also stopped. */
record Ec2ApiServer(DockerEngine engine, LabLabels labels, Progress progress, Waits waits) {
  private static final String IMAGES_FILE = "/etc/kube-training/amis.json";
  private static final String PROGRAM_FILE = "/etc/kube-training/ec2-api.py";
  private static final String RIGHTS_FILE = "/etc/kube-training/rights.json";
  private static final String MEMORY_FOLDER = "/var/lib/kube-training";
  private static final String KEYS_FILE = MEMORY_FOLDER + "/keys.json";
  private static final String NOBODY = "65534:65534";

  // The users that the lab is asked for as, where calls are checked, and of this computer's looks.
  private static final String TRAINER = "trainer";
  private static final String HYPERVISOR = "hypervisor";

  static Ec2ApiServer of(EngineGround ground) {
    return new Ec2ApiServer(ground.engine(), ground.labels(), ground.progress(), ground.waits());
  }

  private ProgramServer program() {
    return new ProgramServer(engine, "the embedded EC2 API", labels.name("ec2-api"), waits);
  }

  private EmbeddedCloud.Api address(Container container, URI endpoint) {
    String range = container.getLabels().get(LabLabels.RANGE);
    String id = container.getId();
    return new EmbeddedCloud.Api(endpoint, range, key(id, TRAINER), key(id, HYPERVISOR));
  }

  /** The key of a user; one that nobody checks, if no call is checked. */
  private AccessKey key(String container, String user) {
    var keys = engine.read(container, KEYS_FILE);
    if (keys.isEmpty()) {
      return AccessKey.UNCHECKED;
    }
    String failure = "cannot read the keys of the EC2 API";
    var pair = FileWork.get(failure, () -> new ObjectMapper().readTree(keys.get()).path(user));
    return new AccessKey(pair.path(0).asText(), pair.path(1).asText());
  }

  /** The server of this lab, if one runs. */
  Optional<EmbeddedCloud.Api> running() {
    return containers()
        .filter(container -> "running".equals(container.getState()))
        .findFirst()
        .flatMap(found -> ProgramServer.endpoint(found).map(uri -> address(found, uri)));
  }

  /** Starts the server of this lab that has stopped; it remembers what it had made. */
  Optional<EmbeddedCloud.Api> startAgain() {
    return containers().findFirst().map(stopped -> address(stopped, started(stopped.getId())));
  }

  private Stream<Container> containers() {
    return engine.containers(labels.ofLab()).stream()
        .filter(container -> container.getLabels().containsKey(LabLabels.RANGE));
  }

  /**
   * Starts a new server with nothing in it, in the place of one that has stopped.
   *
   * @param policy what the lab's user may do, in JSON; empty if no call is checked
   */
  EmbeddedCloud.Api start(
      int port, Ipv4Range range, MachineImage machines, Optional<String> policy) {
    containers().forEach(server -> engine.removeContainer(server.getId()));
    try (var undo = new Teardown()) {
      String container = create(machines, port, labels.ofApi(range, machines.fingerprint()));
      undo.push("remove the container of the EC2 API", () -> engine.removeContainer(container));
      copyFiles(container, policy);
      URI endpoint = started(container);
      var made = containers().findFirst().orElseThrow();
      undo.keep();
      return address(made, endpoint);
    } catch (DockerException e) {
      throw unavailable(port, e);
    }
  }

  private URI started(String container) {
    engine.client().startContainerCmd(container).exec();
    progress.awaiting("the EC2 API of lab " + labels.lab());
    return program().awaitAnswer(container, Ec2ApiServer::answers);
  }

  /** Who is refused was answered, too. */
  static boolean answers(URI endpoint) {
    try (var query = new Ec2Query(endpoint, AccessKey.UNCHECKED)) {
      return query.answers();
    }
  }

  private String create(MachineImage image, int port, Map<String, String> marks) {
    var host = HostOptions.ofProgram(engine).withDns("127.0.0.1");
    var server = program().container(image, marks, PROGRAM_FILE, host, port).withUser(NOBODY);
    server.withCmd("-H", "0.0.0.0", "-p", Integer.toString(ProgramServer.PORT));
    server.withEnv(
        "MOTO_AMIS_PATH=" + IMAGES_FILE,
        // Off by default: wrong types, images and keys would be taken, as AWS takes none.
        "MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION=true",
        "MOTO_ENABLE_AMI_VALIDATION=true",
        "MOTO_ENABLE_KEYPAIR_VALIDATION=true");
    return server.exec().getId();
  }

  private void copyFiles(String container, Optional<String> policy) {
    LabTar.Content files =
        tar -> {
          tar.add(IMAGES_FILE, 0644, Texts.file(Ec2ApiServer.class, "amis.json"));
          tar.add(PROGRAM_FILE, 0644, Texts.file(Ec2ApiServer.class, "ec2-api.py"));
          if (policy.isPresent()) {
            tar.add(RIGHTS_FILE, 0644, rights(policy.get()));
          }
          // Not root's, as the server is not root.
          tar.addFolderForAll(MEMORY_FOLDER);
        };
    engine.place(container, "/", Set.of("/etc", "/var", "/var/lib"), files);
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

  /** Fails at once if the port is taken, before anything is built for minutes. */
  static void requireFree(int port) {
    try (var socket = new ServerSocket()) {
      // As the engine does: a connection of before that is still fading is no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
    } catch (IOException e) {
      throw taken(port, e);
    }
  }

  private static LabUnavailableException taken(int port, Exception cause) {
    String words =
        "Port %d of 127.0.0.1, set by lab.embedded.port, is taken. Free it, choose"
            + " another, or leave the setting out to get any free port";
    return new LabUnavailableException(cause, words, port);
  }

  private LabUnavailableException unavailable(int port, DockerException e) {
    String reason = String.valueOf(e.getMessage());
    return port != 0 && reason.matches("(?s).*(already allocated|already in use).*")
        ? taken(port, e)
        : new LabUnavailableException(
            e, "The container of the EC2 API, %s, does not start: %s", program().name(), reason);
  }
}
