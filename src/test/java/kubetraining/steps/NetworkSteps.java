package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import kubetraining.component.Claim;
import kubetraining.component.CommandTraces;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.probe.InPodProbe;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.run.TrainingRun;
import kubetraining.wait.NotThereException;

/** Pods that reach each other, names that are found, services that answer from outside. */
public final class NetworkSteps {
  private static final String NAMESPACE = "default";
  private static final int PORT = 9898;
  private final TrainingRun run;
  private final ScenarioNotes notes;

  public NetworkSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  @Given("the name {string} is free, before and after")
  public void nameIsFree(String name) {
    var pod =
        new CommandTraces(
            run.cluster(),
            run.section().ledger(),
            "the pod " + name,
            List.of(Claim.in(NAMESPACE, Pod.class, name)),
            Limit.POD_DELETED.duration());
    run.section().frees(pod);
    notes.undo().push("remove the pod " + name, pod::remove);
  }

  @Then("one pod of {string} is Ready on every worker")
  public void oneOnEveryWorker(String name) {
    List<String> workers =
        run.access().machines().stream()
            .filter(machine -> machine.role() == MachineRole.WORKER)
            .map(Machine::name)
            .sorted()
            .toList();
    run.eventually(
        Limit.POD_START,
        Texts.of("a pod of %s to be Ready on every worker", name),
        () -> podsOf(name),
        seen ->
            seen.stream()
                .filter(PodSeen::ready)
                .map(PodSeen::node)
                .sorted()
                .toList()
                .equals(workers),
        new PodPatience()::lost);
  }

  @Then("on every worker a pod finds the address of the service {string} by its name")
  public void findsByName(String name) {
    String address = service(name).getSpec().getClusterIP();
    for (PodSeen pod : podsOf(name)) {
      run.eventually(
          Limit.SERVICE_ANSWERS,
          Texts.of("%s on %s to find the name %s", pod.name(), pod.node(), name),
          () -> inPods().lookUp(pod, name),
          seen -> seen.succeeded() && seen.stdout().startsWith(address + " "));
    }
  }

  @Then("every pod of {string} gets an answer from every other")
  public void everyPair(String name) {
    var pods = podsOf(name);
    var pairs = new ArrayList<String>();
    for (PodSeen from : pods) {
      for (PodSeen to : pods) {
        if (!from.equals(to)) {
          asks(from, to);
          pairs.add(from.node() + " -> " + to.node());
        }
      }
    }
    assertThat(pairs).as("pairs of workers that were tried").hasSizeGreaterThanOrEqualTo(6);
    run.recorder().fact("pairsThatAnswer", pairs);
  }

  @Then("the service {string} has a port between {int} and {int} on all nodes")
  public void hasNodePort(String name, int first, int last) {
    Service service = service(name);
    assertThat(service.getSpec().getType()).as("type of service %s", name).isEqualTo("NodePort");
    Integer port = service.getSpec().getPorts().get(0).getNodePort();
    assertThat(port).as("node port of service %s", name).isBetween(first, last);
    assertThat(notes.answer().stdout()).as("what kubectl shows").contains(":" + port + "/TCP");
    notes.nodePort(port);
  }

  @Then("your computer gets an answer from it on every node")
  public void answersFromOutside() {
    var http = FrontDoor.http();
    for (Machine machine : run.access().machines()) {
      String url = Texts.of("http://%s:%d/", machine.reachableAddress(), notes.nodePort());
      run.eventually(
          Limit.SERVICE_ANSWERS,
          Texts.of("an answer from %s, port %d", machine.name(), notes.nodePort()),
          () -> http.get(url),
          seen -> seen.status() == 200 && seen.body().contains("\"hostname\": \"hello-"));
    }
    run.recorder().fact("nodePort", notes.nodePort());
  }

  private void asks(PodSeen from, PodSeen to) {
    run.eventually(
        Limit.SERVICE_ANSWERS,
        Texts.of("an answer to a pod on %s from a pod on %s", from.node(), to.node()),
        () -> inPods().get(from, Texts.of("http://%s:%d/", to.address(), PORT)),
        seen -> seen.succeeded() && seen.stdout().contains("\"" + to.name() + "\""));
  }

  private InPodProbe inPods() {
    return new InPodProbe(run.access().shell("node1"), Limit.COMMAND.duration());
  }

  private Service service(String name) {
    Service service = client().services().inNamespace(NAMESPACE).withName(name).get();
    if (service == null) {
      throw new NotThereException(
          Texts.of("the service %s in %s", name, NAMESPACE), "no service of that name");
    }
    return service;
  }

  private List<PodSeen> podsOf(String name) {
    return new PodProbe(client()).labelled(NAMESPACE, "app", name);
  }

  private KubernetesClient client() {
    return run.access().client();
  }
}
