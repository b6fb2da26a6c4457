package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.CapacityProbe;
import kubetraining.probe.PodPatience;
import kubetraining.probe.PodProbe;
import kubetraining.probe.PodSeen;
import kubetraining.probe.SparkLog;
import kubetraining.probe.SparkWatch;
import kubetraining.probe.SparkWatch.PodLife;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import kubetraining.wait.NotThereException;

/** A job of Spark: its account, the watch on its pods, their states and places, and its result. */
public record SparkSteps(
    TrainingRun run, ScenarioNotes notes, Typing typing, AccountSteps accounts) {
  private static final String NAMESPACE = "default";
  private static final long ONE_CPU = 1000;
  // Spark's default for a driver and for an executor: 1 GiB of heap and 384 MiB beside it.
  private static final long MEMORY = 1408L * 1024 * 1024;

  @Given("the account {string} is allowed to start pods")
  public void mayStartPods(String account) {
    typing.prepares(
        "node1",
        Texts.of(
            """
            kubectl create serviceaccount %1$s
            kubectl create rolebinding spark-role --clusterrole=edit --serviceaccount=default:%1$s --namespace=default
            """,
            account));
    accounts.require(
        "default:" + account,
        NAMESPACE,
        Stream.of("create", "watch", "delete").map(verb -> List.of(verb, "pods")).toList());
  }

  @Given("it is known how many pods of one CPU fit on each node")
  public void roomIsKnown() {
    notes.rooms(new CapacityProbe(run.access().client()).rooms());
  }

  @Given("a watch on the pods of Spark is open")
  public void watchIsOpen() {
    notes.keep(run.section().recorder().spark());
  }

  @Then("the driver {string} and its {int} executors run")
  public void driverAndExecutorsRun(String driver, int executors) {
    notes.driver(driver);
    var patience = new PodPatience();
    run.eventually(
        Limit.SPARK_JOB,
        Texts.of("%s and %d executors to run", driver, executors),
        notes::job,
        seen ->
            seen.driver().filter(PodLife::ran).isPresent()
                && seen.executorsThatRan().size() >= executors,
        seen -> cannotRunAnyMore(seen, patience));
  }

  @Then("the executors are gone, the driver has stayed")
  public void executorsAreGone() {
    var pods = new PodProbe(run.access().client());
    run.eventually(
        Limit.POD_DELETED,
        "no executors",
        () -> ofTheJob(pods.labelled(NAMESPACE, "spark-role", "executor")).toList(),
        List::isEmpty);
    assertThat(ofTheJob(pods.labelled(NAMESPACE, "spark-role", "driver")))
        .as("drivers that are still readable")
        .hasSize(1)
        .allSatisfy(driver -> assertThat(driver.phase()).isEqualTo("Succeeded"));
  }

  @Then("there is no pod {string} any more")
  public void nameIsFree(String pod) {
    assertThat(new PodProbe(run.access().client()).named(NAMESPACE, pod))
        .as("pod %s", pod)
        .isEmpty();
  }

  private Optional<Hopeless> cannotRunAnyMore(SparkWatch.Job seen, PodPatience patience) {
    if (notes.started().isDone() && !notes.started().join().succeeded()) {
      var result = notes.started().join();
      notes.ran(result);
      return Optional.of(Hopeless.wrong("spark-submit ended with exit code " + result.exitCode()));
    }
    if (notes.started().isDone() && seen.driver().isEmpty() && !isThere(notes.driver())) {
      return Optional.of(
          Hopeless.notThere("the command has ended, but there is no pod " + notes.driver()));
    }
    return seen.driver()
        .filter(driver -> driver.states().contains("Failed") || driver.exitCode().isPresent())
        .map(driver -> Hopeless.wrong("the driver has ended: " + driver))
        .or(() -> patience.lost(waitingPods()));
  }

  private boolean isThere(String pod) {
    return new PodProbe(run.access().client()).named(NAMESPACE, pod).isPresent();
  }

  // A pod of Spark that failed is replaced; one that cannot begin is not.
  private List<PodSeen> waitingPods() {
    return ofTheJob(new PodProbe(run.access().client()).in(NAMESPACE))
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

  @Then("the driver went through Pending, Running and Succeeded, and ended with exit code {int}")
  public void driverPath(int exitCode) {
    run.eventually(
        Limit.COMMAND,
        "the last state of the driver",
        notes::job,
        seen -> seen.driver().filter(SparkSteps::hasEnded).isPresent());
    // A watch that had to begin again shows a pod as it is by then, and no earlier state.
    assertThat(List.of("Pending", "Running", "Succeeded"))
        .as("states of %s", driver())
        .containsSubsequence(driver().states())
        .endsWith(driver().states().get(driver().states().size() - 1));
    assertThat(driver().exitCode()).as("exit code of %s", driver()).contains(exitCode);
    run.recorder().fact("driverStates", driver().states());
  }

  // The container has ended a moment before the pod is said to have.
  private static boolean hasEnded(PodLife driver) {
    return driver.exitCode().isPresent()
        && driver.states().stream().anyMatch(List.of("Succeeded", "Failed")::contains);
  }

  @Then("exactly {int} executors ran, both at the same time")
  public void executorsAtOnce(int expected) {
    // One that was lost is replaced, so that more may have run in all.
    assertThat(notes.job().mostAtOnce())
        .as("executors at once, %s", notes.job())
        .isEqualTo(expected);
    run.recorder().fact("executorsAtOnce", notes.job().mostAtOnce());
  }

  @Then("every executor belongs to the driver, and runs the image {string}")
  public void ownedByDriver(String image) {
    assertThat(notes.job().executors())
        .isNotEmpty()
        .allSatisfy(
            executor -> {
              assertThat(executor.owner()).as("owner of %s", executor).isEqualTo(driver().uid());
              assertThat(executor.image())
                  .as("image of %s", executor)
                  .isIn(image, "docker.io/" + image);
            });
  }

  @Then("{int} executors worked on tasks at the same time")
  public void executorsWorked(int expected) {
    String log =
        run.access().client().pods().inNamespace(NAMESPACE).withName(driver().name()).getLog();
    run.recorder().evidence("driver.log", log);
    assertThat(new SparkLog(log).executorsThatWorked())
        .as("executors that finished a task, according to the driver's log")
        .hasSizeGreaterThanOrEqualTo(expected);
    assertThat(new SparkLog(log).mostAtWork())
        .as("executors that had a task at the same moment, according to the driver's log")
        .isGreaterThanOrEqualTo(expected);
  }

  @Then("driver and executors ran where there was room for them")
  public void ranWhereRoomWas() {
    Map<String, Long> placed =
        pods()
            .map(PodLife::node)
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    Map<String, Long> fits =
        notes.rooms().stream()
            .collect(
                Collectors.toMap(CapacityProbe.Room::node, room -> room.fits(ONE_CPU, MEMORY)));
    // One that was lost gave its room back, perhaps to the one that came in its place.
    long lost = Math.max(0, notes.job().executorsThatRan().size() - notes.job().mostAtOnce());
    assertThat(placed)
        .as(
            "pods of the job on each node, %d of them lost; this many fitted before: %s",
            lost, fits)
        .isNotEmpty()
        .allSatisfy(
            (node, pods) -> {
              assertThat(fits.get(node)).as("room on %s", node).isPositive();
              assertThat(pods).as("pods on %s", node).isLessThanOrEqualTo(fits.get(node) + lost);
            });
    boolean required = fits.values().stream().allMatch(fit -> fit <= 1);
    run.recorder().fact("driverNode", driver().node());
    run.recorder().fact("executorNodes", executorNodes());
    run.recorder().fact("differentNodes", placed.size());
    run.recorder()
        .fact(
            "spread",
            required
                ? Texts.of("different nodes are required: only one such pod fits on each, %s", fits)
                : Texts.of("observed, not guaranteed: this many fit, %s", fits));
  }

  @Then("the output contains pi, wrong by less than {double}")
  public void answerHoldsPi(double error) {
    var pi = new SparkLog(notes.answer().stdout()).pi();
    assertThat(pi).as("'Pi is roughly ...' in the log of the driver").isPresent();
    assertThat(pi.getAsDouble()).as("pi as Spark computed it").isCloseTo(Math.PI, within(error));
    run.recorder().fact("pi", pi.getAsDouble());
  }

  private List<String> executorNodes() {
    return notes.job().executorsThatRan().stream().map(PodLife::node).sorted().toList();
  }

  private Stream<PodLife> pods() {
    return Stream.concat(notes.job().driver().stream(), notes.job().executorsThatRan().stream());
  }

  private PodLife driver() {
    return notes
        .job()
        .driver()
        .orElseThrow(() -> new NotThereException("the driver of the job", notes.job().toString()));
  }
}
