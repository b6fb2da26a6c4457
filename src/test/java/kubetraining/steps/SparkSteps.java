package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.CapacityProbe;
import kubetraining.probe.PodLife;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.probe.RightsProbe;
import kubetraining.probe.SparkSeen;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import kubetraining.wait.NotThereException;

/** Before a job of Spark and around it: its account, the watch, names that are taken. */
public final class SparkSteps {
  private final TrainingRun run;
  private final ScenarioNotes notes;
  private final Typing typing;
  private final PodPatience patience = new PodPatience();

  public SparkSteps(TrainingRun run, ScenarioNotes notes, Typing typing) {
    this.run = run;
    this.notes = notes;
    this.typing = typing;
  }

  @Given("nothing of Spark is in the cluster, before and after")
  public void nothingOfSpark() {
    var traces = SparkTraces.of(run);
    notes.undo().push("remove the traces of Spark", traces::remove);
    run.section().startsWithout(traces);
    traces.remove();
  }

  @Given("the account {string} may start pods")
  public void mayStartPods(String account) {
    typing.prepares(
        "node1",
        Texts.of(
            """
            kubectl create serviceaccount %1$s
            kubectl create rolebinding %2$s --clusterrole=edit --serviceaccount=default:%1$s --namespace=default
            """,
            account, SparkTraces.BINDING));
    requireRights(
        account,
        Stream.of("create", "watch", "delete").map(verb -> List.of(verb, "pods")).toList());
  }

  @Then("the account {string} may do none of these:")
  public void mayDoNone(String account, DataTable rights) {
    assertThat(rights.asLists())
        .noneMatch(right -> mayDo(account, right.get(0), right.get(1), SparkTraces.NAMESPACE));
  }

  @Then("the account {string} may do all of these:")
  public void mayDoAll(String account, DataTable rights) {
    requireRights(account, rights.asLists());
  }

  @Then("the account {string} may not delete pods in the namespace {string}")
  public void mayNotDelete(String account, String namespace) {
    assertThat(mayDo(account, "delete", "pods", namespace))
        .as("account %s may delete pods in %s", account, namespace)
        .isFalse();
  }

  @Then("the account {string} may delete pods in the namespace {string}")
  public void mayDelete(String account, String namespace) {
    if (!mayDo(account, "delete", "pods", namespace)) {
      throw new NotThereException(
          Texts.of("the right of the account %s to delete pods in %s", account, namespace),
          "it has no such right");
    }
  }

  @Given("it is known how many pods of one CPU fit on each node")
  public void roomIsKnown() {
    notes.rooms(new CapacityProbe(run.access().client()).rooms());
  }

  @Given("a watch on the pods of Spark is open")
  public void watchIsOpen() {
    notes.spark(run.section().recorder().spark());
  }

  @Then("the driver {string} and its {int} executors run")
  public void driverAndExecutorsRun(String driver, int executors) {
    notes.driver(driver);
    run.eventually(
        Limit.SPARK_JOB,
        Texts.of("%s and %d executors to run", driver, executors),
        notes::job,
        seen ->
            seen.driver().filter(PodLife::ran).isPresent()
                && seen.executorsThatRan().size() >= executors,
        this::cannotRunAnyMore);
  }

  @Then("the executors are gone, the driver has stayed")
  public void executorsAreGone() {
    var pods = new PodProbe(run.access().client());
    run.eventually(
        Limit.POD_DELETED,
        "the executors to be gone",
        () -> ofTheJob(pods.labelled(SparkTraces.NAMESPACE, "spark-role", "executor")).toList(),
        List::isEmpty);
    assertThat(ofTheJob(pods.labelled(SparkTraces.NAMESPACE, "spark-role", "driver")))
        .as("drivers that can still be read")
        .hasSize(1)
        .allSatisfy(driver -> assertThat(driver.phase()).isEqualTo("Succeeded"));
  }

  @Then("the name {string} is free again")
  public void nameIsFree(String pod) {
    assertThat(new PodProbe(run.access().client()).named(SparkTraces.NAMESPACE, pod))
        .as("pod %s", pod)
        .isEmpty();
  }

  /** A right that nobody has given contradicts nothing; it is not there. */
  private void requireRights(String account, List<List<String>> rights) {
    var missing =
        rights.stream()
            .filter(right -> !mayDo(account, right.get(0), right.get(1), SparkTraces.NAMESPACE))
            .map(right -> String.join(" ", right))
            .toList();
    if (!missing.isEmpty()) {
      throw new NotThereException(
          Texts.of("rights of the account %s: %s", account, rights), "it may not: " + missing);
    }
  }

  private Optional<Hopeless> cannotRunAnyMore(SparkSeen seen) {
    if (notes.started().isDone() && !notes.started().join().succeeded()) {
      var result = notes.started().join();
      notes.ran(result);
      return Optional.of(Hopeless.wrong("spark-submit ended with exit code " + result.exitCode()));
    }
    if (notes.started().isDone() && seen.driver().isEmpty() && !isThere(notes.driver())) {
      return Optional.of(
          Hopeless.notThere("the command has ended, and there is no pod " + notes.driver()));
    }
    return seen.driver()
        .filter(driver -> driver.phases().contains("Failed") || driver.exitCode().isPresent())
        .map(driver -> Hopeless.wrong("the driver has ended: " + driver))
        .or(() -> patience.lost(waitingPods()));
  }

  private boolean isThere(String pod) {
    return new PodProbe(run.access().client()).named(SparkTraces.NAMESPACE, pod).isPresent();
  }

  // A pod of Spark that failed is replaced; one that cannot begin is not.
  private List<PodSeen> waitingPods() {
    return ofTheJob(new PodProbe(run.access().client()).in(SparkTraces.NAMESPACE))
        .filter(pod -> pod.phase().equals("Pending"))
        .toList();
  }

  // Others may have pods of such names, and jobs of Spark of their own.
  private Stream<PodSeen> ofTheJob(List<PodSeen> pods) {
    var job = notes.job();
    var uids =
        Stream.concat(job.driver().stream(), job.executors().stream()).map(PodLife::uid).toList();
    return pods.stream().filter(pod -> uids.contains(pod.uid()));
  }

  private boolean mayDo(String account, String verb, String resource, String namespace) {
    return new RightsProbe(run.access().client()).mayDo(account, verb, resource, namespace);
  }
}
