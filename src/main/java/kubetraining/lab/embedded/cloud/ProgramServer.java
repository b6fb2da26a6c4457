package kubetraining.lab.embedded.cloud;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.embedded.engine.DockerEngine;
import kubetraining.lab.embedded.image.MachineImage;
import kubetraining.wait.Hopeless;
import kubetraining.wait.Waits;

/**
 * A program of ours that serves a lab, in a container that this computer reaches at a port of
 * 127.0.0.1.
 *
 * @param what it is, in words
 * @param name of its container
 */
record ProgramServer(DockerEngine engine, String what, String name, Waits waits) {
  /** The port that it has in its container. */
  static final int PORT = 5000;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Its container, to be made.
   *
   * @param image the image of machines, which has Python
   * @param program its file
   * @param port the port here; 0 for any that is free
   */
  CreateContainerCmd container(
      MachineImage image, Map<String, String> labels, String program, HostConfig host, int port) {
    var exposed = ExposedPort.tcp(PORT);
    var here =
        port == 0 ? Ports.Binding.bindIp("127.0.0.1") : new Ports.Binding("127.0.0.1", "" + port);
    var server = engine.client().createContainerCmd(image.reference()).withName(name);
    server.withLabels(labels).withEntrypoint("/usr/bin/python3", program);
    server.withHostConfig(host.withPortBindings(new PortBinding(here, exposed)));
    return server.withExposedPorts(exposed);
  }

  /** Waits until it answers; where it does. */
  URI awaitAnswer(String container, Predicate<URI> answers) {
    URI endpoint = find(container).orElseThrow(() -> ended(container));
    var wait = waits.upTo(LIMIT).every(Duration.ofMillis(100));
    String awaited = Texts.of("%s at %s", what, endpoint);
    wait.see(awaited, () -> answers.test(endpoint), yes -> yes, no -> gone(container));
    return endpoint;
  }

  private Optional<Hopeless> gone(String container) {
    return find(container).isPresent()
        ? Optional.empty()
        : Optional.of(Hopeless.lab(String.valueOf(ended(container).getMessage())));
  }

  private Optional<URI> find(String id) {
    return engine.client().listContainersCmd().withIdFilter(List.of(id)).exec().stream()
        .findFirst()
        .flatMap(ProgramServer::endpoint);
  }

  /** Where the program in a running container answers. */
  static Optional<URI> endpoint(Container container) {
    var all = Arrays.stream(container.getPorts());
    var ours = all.filter(port -> Objects.equals(port.getPrivatePort(), PORT));
    var here = ours.map(ContainerPort::getPublicPort).filter(Objects::nonNull).findFirst();
    return here.map(port -> URI.create("http://127.0.0.1:" + port));
  }

  private LabUnavailableException ended(String container) {
    return new LabUnavailableException(
        "The container of %s, %s, ended; it printed: %s",
        what, name, engine.logTail(container, 20).orElse("nothing"));
  }
}
