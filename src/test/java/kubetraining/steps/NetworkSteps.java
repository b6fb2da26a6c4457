package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.probe.DnsProbe;
import kubetraining.probe.InPodProbe;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.remote.CommandResult;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import org.opentest4j.TestAbortedException;

/** Pods that reach each other, names that are found, services that answer from outside. */
public record NetworkSteps(TrainingRun run, ScenarioNotes notes, FrontDoor door) {
  private static final String NAMESPACE = "default";
  private static final int PORT = 9898;

  @Then("one pod of {string} is Ready on every worker")
  public void oneOnEveryWorker(String name) {
    var workers = workers();
    var patience = new PodPatience();
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
        seen -> seen.isEmpty() && !madeByAnybody(name) ? notThere(name) : patience.lost(seen));
  }

  private List<String> workers() {
    return run.access().machines().stream()
        .filter(machine -> machine.role() == MachineRole.WORKER)
        .map(Machine::name)
        .sorted()
        .toList();
  }

  private boolean madeByAnybody(String name) {
    return client().apps().daemonSets().inNamespace(NAMESPACE).withName(name).get() != null;
  }

  private static Optional<Hopeless> notThere(String name) {
    return Optional.of(
        Hopeless.notThere(Texts.of("there is no pod of %s, and no DaemonSet makes any", name)));
  }

  /**
   * More than once, since a network that loses most of what it carries lets some of it through. A
   * path that loses nine of ten packets lets a question that is asked twice through five times in a
   * row once in a few thousand tries.
   */
  @Then(
      "on every worker a pod finds the address of the service {string} by its name, {int} times in a row")
  public void findsByName(String name, int times) {
    String address = clusterIp(name);
    var pods = podsOf(name);
    assertThat(pods)
        .as("pods of %s, one on every worker", name)
        .extracting(PodSeen::node)
        .containsAll(workers());
    for (PodSeen pod : pods) {
      run.eventually(
          Limit.SERVICE_ANSWERS,
          Texts.of("%s on %s to find the name %s", pod.name(), pod.node(), name),
          () -> inPods().lookUp(pod, name, 1),
          seen -> seen.succeeded() && seen.stdout().startsWith(address + " "));
      assertThat(inPods().lookUp(pod, name, times).stdout().lines())
          .as(
              "addresses that a pod on %s found in %d lookups of the name %s",
              pod.node(), times, name)
          .hasSize(times)
          .allSatisfy(line -> assertThat(line).startsWith(address + " "));
    }
  }

  @Then(
      "every replica of CoreDNS tells every machine the address of {string}, {int} times in a row")
  public void everyReplicaTells(String name, int times) {
    String full = Texts.of("%s.%s.svc.cluster.local", name, NAMESPACE);
    var expected = Collections.nCopies(times, clusterIp(name));
    var replicas = new PodProbe(client()).labelled("kube-system", "k8s-app", "kube-dns");
    assertThat(replicas).as("pods of CoreDNS").isNotEmpty();
    for (Machine machine : run.access().machines()) {
      var dns = new DnsProbe(run.access().shell(machine.name()), Limit.COMMAND.duration());
      for (PodSeen replica : replicas) {
        assertThat(dns.addresses(replica.address(), full, times))
            .as("answers of %s to %s in %d queries", replica.name(), machine.name(), times)
            .isEqualTo(expected);
      }
    }
    run.recorder().fact("replicasOfCoreDnsThatAnswer", replicas.size());
  }

  @Then("every pod of {string} gets an answer from every other, {int} times in a row")
  public void everyPair(String name, int times) {
    var pods = podsOf(name);
    var pairs = new ArrayList<String>();
    for (PodSeen from : pods) {
      for (PodSeen to : pods) {
        if (!from.equals(to)) {
          String url = url(to);
          run.eventually(
              Limit.SERVICE_ANSWERS,
              Texts.of("an answer to a pod on %s from a pod on %s", from.node(), to.node()),
              () -> inPods().get(from, url, 1),
              seen -> answers(seen, to) == 1);
          assertAnswers("a pod on " + from.node(), inPods().get(from, url, times), to, times);
          pairs.add(from.node() + " -> " + to.node());
        }
      }
    }
    int workers = workers().size();
    if (workers < 2) {
      throw new TestAbortedException("pods run on one node only: there is no pair of nodes");
    }
    assertThat(pairs)
        .as("pairs of workers that were tested")
        .hasSizeGreaterThanOrEqualTo(workers * (workers - 1));
    run.recorder().fact("pairsThatAnswer", pairs);
  }

  @Then("{machine} gets an answer from every pod of {string}, {int} times in a row")
  public void machineGetsAnswers(String machine, String name, int times) {
    var from = new InPodProbe(run.access().shell(machine), Limit.COMMAND.duration());
    var pods = podsOf(name);
    assertThat(pods).as("pods of %s", name).isNotEmpty();
    for (PodSeen to : pods) {
      assertAnswers(machine, from.get(url(to), times), to, times);
    }
  }

  private static void assertAnswers(String from, CommandResult seen, PodSeen to, int times) {
    assertThat(answers(seen, to))
        .as("answers to %s from the pod on %s in %d tries: %s", from, to.node(), times, seen)
        .isEqualTo(times);
  }

  private static int answers(CommandResult seen, PodSeen from) {
    return seen.stdout().split("\"" + from.name() + "\"", -1).length - 1;
  }

  private static String url(PodSeen pod) {
    return Texts.of("http://%s:%d/", pod.address(), PORT);
  }

  @Then("the service {string} has a port between {int} and {int} on all nodes")
  public void hasNodePort(String name, int first, int last) {
    int port = door.portSeen(NAMESPACE, name, notes);
    assertThat(port).as("node port of service %s", name).isBetween(first, last);
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

  private InPodProbe inPods() {
    return new InPodProbe(run.access().shell("node1"), Limit.COMMAND.duration());
  }

  private String clusterIp(String service) {
    return door.service(NAMESPACE, service).getSpec().getClusterIP();
  }

  private List<PodSeen> podsOf(String name) {
    return new PodProbe(client()).labelled(NAMESPACE, "app", name);
  }

  private KubernetesClient client() {
    return run.access().client();
  }
}
