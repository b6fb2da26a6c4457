package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Optional;
import kubetraining.config.Limit;
import kubetraining.probe.CapacityProbe;
import kubetraining.probe.PodProbe;
import kubetraining.probe.RightsProbe;
import kubetraining.probe.SparkSeen;
import kubetraining.probe.SparkWatch;

/** Before a job of Spark and around it: its account, the watch, names that are taken. */
public final class SparkSteps {
  private final TrainingRun run;
  private final ScenarioNotes notes;

  public SparkSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  @Given("nothing of Spark is in the cluster, before and after")
  public void nothingOfSpark() {
    var traces = new SparkTraces(run);
    notes.undo().push("remove the traces of Spark", traces::remove);
    run.section().startsWithout(traces);
    traces.remove();
  }

  @Given("the account {string} may start pods")
  public void mayStartPods(String account) {
    run.cluster()
        .shell("node1")
        .mustRun(
            """
            set -e
            kubectl create serviceaccount %1$s
            kubectl create rolebinding %2$s --clusterrole=edit --serviceaccount=default:%1$s --namespace=default
            """
                .formatted(account, SparkTraces.BINDING),
            Limit.COMMAND.duration());
    for (String verb : List.of("create", "watch", "delete")) {
      assertThat(mayDo(account, verb, "pods", SparkTraces.NAMESPACE))
          .as("account %s may %s pods", account, verb)
          .isTrue();
    }
  }

  @Then("the account {string} may do none of these:")
  public void mayDoNone(String account, DataTable rights) {
    assertThat(rights.asLists())
        .noneMatch(right -> mayDo(account, right.get(0), right.get(1), SparkTraces.NAMESPACE));
  }

  @Then("the account {string} may do all of these:")
  public void mayDoAll(String account, DataTable rights) {
    assertThat(rights.asLists())
        .allMatch(right -> mayDo(account, right.get(0), right.get(1), SparkTraces.NAMESPACE));
  }

  @Then("the account {string} may not delete pods in the namespace {string}")
  public void mayNotDelete(String account, String namespace) {
    assertThat(mayDo(account, "delete", "pods", namespace))
        .as("account %s may delete pods in %s", account, namespace)
        .isFalse();
  }

  @Then("the account {string} may delete pods in the namespace {string}")
  public void mayDelete(String account, String namespace) {
    assertThat(mayDo(account, "delete", "pods", namespace))
        .as("account %s may delete pods in %s", account, namespace)
        .isTrue();
  }

  @Given("it is known how many pods of one CPU fit on each node")
  public void roomIsKnown() {
    notes.rooms(new CapacityProbe(run.cluster().client()).rooms());
  }

  @Given("a watch on the pods of Spark is open")
  public void watchIsOpen() {
    var watch = SparkWatch.open(run.cluster().client(), SparkTraces.NAMESPACE);
    notes.undo().push("close the watch on Spark", watch::close);
    notes.spark(watch);
  }

  @When("the driver {string} and its {int} executors run")
  public void driverAndExecutorsRun(String driver, int executors) {
    run.eventually(
        Limit.SPARK_JOB,
        "%s and %d executors to run".formatted(driver, executors),
        () -> notes.spark().seen(),
        seen ->
            seen.driver().filter(life -> life.name().equals(driver) && life.ran()).isPresent()
                && seen.executorsThatRan().size() >= executors,
        this::cannotRunAnyMore);
  }

  @Then("the executors are gone, the driver has stayed")
  public void executorsAreGone() {
    var pods = new PodProbe(run.cluster().client());
    run.eventually(
        Limit.POD_DELETED,
        "the executors to be gone",
        () -> pods.labelled(SparkTraces.NAMESPACE, "spark-role", "executor"),
        List::isEmpty);
    assertThat(pods.labelled(SparkTraces.NAMESPACE, "spark-role", "driver"))
        .as("drivers that can still be read")
        .hasSize(1)
        .allSatisfy(driver -> assertThat(driver.phase()).isEqualTo("Succeeded"));
  }

  @Then("the name {string} is free again")
  public void nameIsFree(String pod) {
    assertThat(new PodProbe(run.cluster().client()).named(SparkTraces.NAMESPACE, pod))
        .as("pod %s", pod)
        .isEmpty();
  }

  private Optional<String> cannotRunAnyMore(SparkSeen seen) {
    if (notes.started().isDone() && !notes.started().join().succeeded()) {
      var result = notes.started().join();
      notes.ran(result);
      return Optional.of("spark-submit ended with exit code " + result.exitCode());
    }
    return seen.driver()
        .filter(driver -> driver.phases().contains("Failed") || driver.exitCode().isPresent())
        .map(driver -> "the driver has ended: " + driver);
  }

  private boolean mayDo(String account, String verb, String resource, String namespace) {
    return new RightsProbe(run.cluster().client()).mayDo(account, verb, resource, namespace);
  }
}
