package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;

/** The container that answers the calls of the EC2 API, and keeps what they made, also stopped. */
final class Ec2ApiServer {
  private final DockerEngine engine;
  private final LabLabels labels;
  private final Ec2ApiContainer container;

  Ec2ApiServer(DockerEngine engine, LabLabels labels, Progress progress, Waits waits) {
    this.engine = engine;
    this.labels = labels;
    this.container = new Ec2ApiContainer(engine, labels.apiName(), progress, waits);
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
                Ec2ApiContainer.endpoint(container)
                    .map(uri -> new Address(uri, container.getLabels().get(LabLabels.RANGE))));
  }

  /** Starts the server of this lab that has stopped; it remembers what it had made. */
  Optional<Address> startAgain() {
    return containers()
        .findFirst()
        .map(
            stopped ->
                new Address(
                    container.start(stopped.getId()), stopped.getLabels().get(LabLabels.RANGE)));
  }

  private Stream<Container> containers() {
    return engine.containers(labels.ofLab()).stream()
        .filter(container -> container.getLabels().containsKey(LabLabels.RANGE));
  }

  /** Starts a new server with nothing in it, in the place of one that has stopped. */
  Address start(int port, Ipv4Range range, MachineImage machines) {
    containers().forEach(server -> engine.removeContainer(server.getId()));
    try (var undo = new Teardown()) {
      URI endpoint = container.boot(machines, port, labels.ofApi(range.toString(), machines), undo);
      undo.keep();
      return new Address(endpoint, range.toString());
    }
  }

  /** Fails at once if the port is taken, before anything is built for minutes. */
  void requireFree(int port) {
    try (var socket = new ServerSocket()) {
      // As the engine does: a connection of before that is still fading is no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
    } catch (IOException e) {
      throw Ec2ApiContainer.taken(port, e);
    }
  }

  /** The network ranges of all labs on this computer, which a new one must leave alone. */
  static List<TakenRange> ranges(DockerEngine engine) {
    return engine.containersWith(LabLabels.RANGE).stream()
        .flatMap(
            container ->
                TakenRange.of(
                    container.getLabels().get(LabLabels.RANGE),
                    "lab " + container.getLabels().get(LabLabels.LAB),
                    "./training down --name=" + container.getLabels().get(LabLabels.LAB))
                    .stream())
        .toList();
  }
}
