package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import kubetraining.component.Monitoring;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.probe.HttpProbe;
import kubetraining.probe.PrometheusProbe;
import kubetraining.run.TrainingRun;
import kubetraining.wait.NotThereException;

/** The way from this computer to a service of the cluster: a port that is open on every node. */
public record FrontDoor(TrainingRun run) {
  static final int FIRST = 30_000;
  static final int LAST = 32_767;
  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  // One for all looks of a run: each has threads of its own.
  private static final HttpProbe HTTP = new HttpProbe(PATIENCE);

  /** A service, which has to be there. */
  Service service(String namespace, String name) {
    Service service = run.access().client().services().inNamespace(namespace).withName(name).get();
    if (service == null) {
      throw new NotThereException(
          Texts.of("the service %s in %s", name, namespace), "no service of that name");
    }
    return service;
  }

  /** The port that the cluster gave to a service; the number is found nowhere else. */
  int port(String namespace, String name) {
    Service service = service(namespace, name);
    Integer port = service.getSpec().getPorts().get(0).getNodePort();
    if (port == null) {
      throw new NotThereException(
          Texts.of("a port on every node for the service %s in %s", name, namespace),
          "its type is " + service.getSpec().getType());
    }
    assertThat(port).as("node port of %s in %s", name, namespace).isBetween(FIRST, LAST);
    return port;
  }

  /** The same, if the trainee has seen it, too, in any form of output. */
  int portSeen(String namespace, String name, ScenarioNotes notes) {
    int port = port(namespace, name);
    assertThat(notes.said())
        .as("output that names the port of the service %s in %s", name, namespace)
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

  /** The Prometheus of the lab, asked from this computer. */
  PrometheusProbe prometheus() {
    return new PrometheusProbe(HTTP, url(Monitoring.NAMESPACE, "prometheus"));
  }

  /**
   * An address in full.
   *
   * @param address {@code NODE1_IP} in it stands for a machine's address, {@code $PORT} for what
   *     the trainee kept under that name
   */
  String inFull(String address, ScenarioNotes notes) {
    String url = address;
    // The longest name first, as one may begin like another.
    for (String name : notes.variables().keySet().stream().sorted(LONGEST_FIRST).toList()) {
      url = url.replace("$" + name, notes.variables().get(name));
    }
    if (url.contains("_IP")) {
      for (Machine machine : run.access().machines()) {
        String name = machine.name().toUpperCase(Locale.ROOT) + "_IP";
        url = url.replace(name, machine.reachableAddress());
      }
    }
    return url;
  }
}
