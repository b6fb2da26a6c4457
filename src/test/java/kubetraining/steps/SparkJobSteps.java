package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.NodeRoom;
import kubetraining.probe.PodLife;
import kubetraining.probe.SparkLog;
import kubetraining.probe.SparkSeen;
import kubetraining.run.TrainingRun;
import kubetraining.wait.NotThereException;

/** What a job of Spark has shown: states, places, owners, work done, and the result. */
public final class SparkJobSteps {
  private static final long ONE_CPU = 1000;
  // Spark's default for a driver and for an executor: 1 GiB of heap and 384 MiB beside it.
  private static final long MEMORY = 1408L * 1024 * 1024;
  private final TrainingRun run;
  private final ScenarioNotes notes;

  public SparkJobSteps(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    this.notes = notes;
  }

  @Then("the driver went through Pending, Running and Succeeded, and ended with exit code {int}")
  public void driverPath(int exitCode) {
    run.eventually(
        Limit.COMMAND,
        "the last state of the driver",
        notes::job,
        seen -> seen.driver().filter(SparkJobSteps::hasEnded).isPresent());
    // A watch that had to begin anew shows a pod as it is by then, and no state before.
    assertThat(List.of("Pending", "Running", "Succeeded"))
        .as("states of %s", driver())
        .containsSubsequence(driver().phases())
        .endsWith(driver().phases().get(driver().phases().size() - 1));
    assertThat(driver().exitCode()).as("exit code of %s", driver()).contains(exitCode);
    run.recorder().fact("driverStates", driver().phases());
  }

  // The container has ended a moment before the pod is said to have.
  private static boolean hasEnded(PodLife driver) {
    return driver.exitCode().isPresent()
        && driver.phases().stream().anyMatch(List.of("Succeeded", "Failed")::contains);
  }

  @Then("exactly {int} executors ran, both at the same time")
  public void executorsAtOnce(int expected) {
    // One that was lost is replaced, so that more may have run in all.
    assertThat(job().mostAtOnce()).as("executors at once, %s", job()).isEqualTo(expected);
    run.recorder().fact("executorsAtOnce", job().mostAtOnce());
  }

  @Then("every executor belongs to the driver, and runs the image {string}")
  public void ownedByDriver(String image) {
    assertThat(job().executors())
        .isNotEmpty()
        .allSatisfy(
            executor -> {
              assertThat(executor.owner()).as("owner of %s", executor).isEqualTo(driver().uid());
              assertThat(executor.image())
                  .as("image of %s", executor)
                  .isIn(image, "docker.io/" + image);
            });
  }

  @Then("{int} executors have done some of the tasks, at the same time")
  public void executorsWorked(int expected) {
    String log =
        run.access()
            .client()
            .pods()
            .inNamespace(SparkTraces.NAMESPACE)
            .withName(driver().name())
            .getLog();
    run.recorder().evidence("driver.log", log);
    assertThat(new SparkLog(log).executorsThatWorked())
        .as("executors that finished a task, by the driver's log")
        .hasSizeGreaterThanOrEqualTo(expected);
    assertThat(new SparkLog(log).mostAtWork())
        .as("executors that had a task at the same moment, by the driver's log")
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
            .collect(Collectors.toMap(NodeRoom::node, room -> room.fits(ONE_CPU, MEMORY)));
    // One that was lost gave its room back, perhaps to the one that came in its place.
    long lost = Math.max(0, job().executorsThatRan().size() - job().mostAtOnce());
    assertThat(placed)
        .as("pods of the job on each node, %d of them lost; before, so many fitted: %s", lost, fits)
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
                ? Texts.of("different nodes are required: one such pod fits on each, %s", fits)
                : Texts.of("observed, not guaranteed: so many fit, %s", fits));
  }

  @Then("the answer holds pi, wrong by less than {double}")
  public void answerHoldsPi(double error) {
    var pi = new SparkLog(notes.answer().stdout()).pi();
    assertThat(pi).as("'Pi is roughly ...' in the log of the driver").isPresent();
    assertThat(pi.getAsDouble()).as("pi as Spark computed it").isCloseTo(Math.PI, within(error));
    run.recorder().fact("pi", pi.getAsDouble());
  }

  private List<String> executorNodes() {
    return job().executorsThatRan().stream().map(PodLife::node).sorted().toList();
  }

  private Stream<PodLife> pods() {
    return Stream.concat(job().driver().stream(), job().executorsThatRan().stream());
  }

  private PodLife driver() {
    return job()
        .driver()
        .orElseThrow(() -> new NotThereException("the driver of the job", job().toString()));
  }

  private SparkSeen job() {
    return notes.job();
  }
}
