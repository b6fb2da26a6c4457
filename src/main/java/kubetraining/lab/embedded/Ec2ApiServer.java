package kubetraining.lab.embedded;

import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.lab.AccessKey;
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

  /**
   * Where it answers.
   *
   * @param range the network range that the lab was given with it
   * @param trainer the key of who asks for the lab
   * @param hypervisor the key of this computer's own looks
   */
  record Address(URI endpoint, String range, AccessKey trainer, AccessKey hypervisor) {
    /** The hypervisor's way to ask. */
    Ec2Query query() {
      return new Ec2Query(endpoint, hypervisor);
    }
  }

  private Address address(String container, URI endpoint, String range) {
    return new Address(
        endpoint,
        range,
        Ec2ApiContainer.key(engine, container, Ec2ApiContainer.TRAINER),
        Ec2ApiContainer.key(engine, container, Ec2ApiContainer.HYPERVISOR));
  }

  /** The server of this lab, if one runs. */
  Optional<Address> running() {
    return containers()
        .filter(container -> "running".equals(container.getState()))
        .findFirst()
        .flatMap(
            container ->
                Ec2ApiContainer.endpoint(container)
                    .map(
                        uri ->
                            address(
                                container.getId(),
                                uri,
                                container.getLabels().get(LabLabels.RANGE))));
  }

  /** Starts the server of this lab that has stopped; it remembers what it had made. */
  Optional<Address> startAgain() {
    return containers()
        .findFirst()
        .map(
            stopped ->
                address(
                    stopped.getId(),
                    container.start(stopped.getId()),
                    stopped.getLabels().get(LabLabels.RANGE)));
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
  Address start(int port, Ipv4Range range, MachineImage machines, Optional<String> policy) {
    containers().forEach(server -> engine.removeContainer(server.getId()));
    try (var undo = new Teardown()) {
      URI endpoint =
          container.boot(machines, port, labels.ofApi(range.toString(), machines), policy, undo);
      var made = containers().findFirst().orElseThrow();
      undo.keep();
      return address(made.getId(), endpoint, range.toString());
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
