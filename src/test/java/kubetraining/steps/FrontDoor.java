package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import kubetraining.host.Texts;
import kubetraining.probe.HttpProbe;
import kubetraining.run.TrainingRun;
import kubetraining.wait.NotThereException;

/** The way from this computer to a service of the cluster: a port that is open on every node. */
final class FrontDoor {
  static final int FIRST = 30_000;
  static final int LAST = 32_767;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  // One for all looks of a run: each has threads of its own.
  private static final HttpProbe HTTP = new HttpProbe(PATIENCE);
  private final TrainingRun run;

  FrontDoor(TrainingRun run) {
    this.run = run;
  }

  /** The port that the cluster gave to a service; the number is found nowhere else. */
  int port(String namespace, String name) {
    Service service = run.access().client().services().inNamespace(namespace).withName(name).get();
    if (service == null) {
      throw new NotThereException(
          Texts.of("the service %s in %s", name, namespace), "no service of that name");
    }
    Integer port = service.getSpec().getPorts().get(0).getNodePort();
    if (port == null) {
      throw new NotThereException(
          Texts.of("a port on every node for the service %s in %s", name, namespace),
          "its type is " + service.getSpec().getType());
    }
    assertThat(port).as("node port of %s in %s", name, namespace).isBetween(FIRST, LAST);
    return port;
  }

  /** The same, if the trainee has seen it, too, in whatever form the answer came. */
  int portSeen(String namespace, String name, ScenarioNotes notes) {
    int port = port(namespace, name);
    assertThat(notes.said())
        .as("an answer that names the port of the service %s in %s", name, namespace)
        .containsPattern(Texts.of("(?<!\\d)%d(?!\\d)", port));
    return port;
  }

  /** Where a browser on this computer finds a service, by way of node1. */
  String url(String namespace, String name) {
    return Texts.of(
        "http://%s:%d", run.access().machine("node1").reachableAddress(), port(namespace, name));
  }

  /** What looks through the door. */
  static HttpProbe http() {
    return HTTP;
  }
}
