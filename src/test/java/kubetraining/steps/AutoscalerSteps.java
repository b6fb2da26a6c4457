package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.ApiClock;
import kubetraining.probe.HpaSeen;
import kubetraining.probe.PodSeen;
import kubetraining.probe.SectionRecorder.EventSeen;
import kubetraining.probe.UsageProbe;
import kubetraining.run.TrainingRun;
import kubetraining.wait.Hopeless;
import kubetraining.wait.NotThereException;

/** What autoscalers say and know, why they add pods, and that they leave well alone. */
public record AutoscalerSteps(TrainingRun run, Autoscalers autoscalers) {
  /** The part of its target that a pod at rest may use. */
  private static final double IDLE = 0.5;

  // A kubelet measures over up to 20 s, metrics-server asks every 10, the autoscaler every 15.
  // Until then its metric can be from the time when the pods started.
  private static final Duration START_IS_OVER = Duration.ofSeconds(45);

  @Then("the autoscaler {string} cannot decide, because of {string}")
  public void cannotDecide(String name, String reason) {
    HpaSeen seen =
        run.eventually(
            Limit.HPA_FIRST_DECISION,
            Texts.of("the autoscaler %s to report that it cannot decide", name),
            () -> autoscalers.named(name),
            hpa -> hpa.condition("ScalingActive").filter(said -> !said.isTrue()).isPresent(),
            hpa ->
                Optional.of(Hopeless.wrong("it has metrics: " + hpa)).filter(any -> hpa.active()));
    assertThat(seen.condition("ScalingActive").map(HpaSeen.Condition::reason))
        .as("reason why scaling is not active: %s", seen)
        .contains(reason);
  }

  @Then("{string} has {int} pods, and its autoscaler has never changed that")
  public void neverScaled(String name, int pods) {
    HpaSeen seen = autoscalers.named(name);
    assertThat(seen.lastScaledAt()).as("time of the last scaling: %s", seen).isNull();
    assertThat(autoscalers.podsOf(name)).as("pods of %s", seen).hasSize(pods);
  }

  @Then("the metrics API has metrics for every pod of {string}")
  public void knowsEveryPod(String name) {
    List<String> names = autoscalers.podsOf(name).stream().map(PodSeen::name).toList();
    if (names.isEmpty()) {
      throw new NotThereException("a pod of " + name, "none");
    }
    var usage = new UsageProbe(run.access().client());
    run.eventually(
        Limit.HPA_FIGURES,
        "metrics of " + String.join(", ", names),
        () -> usage.pods(Autoscalers.NAMESPACE, "app", name),
        seen -> seen.stream().map(UsageProbe.Usage::name).toList().equals(names));
  }

  @Then("the autoscaler {string} is able to scale, and active")
  public void isActive(String name) {
    autoscalers.awaitActive(name);
  }

  @Then("{string} has metrics for {word} and {word}")
  public void knowsUse(String name, String first, String second) {
    HpaSeen seen = autoscalers.named(name);
    assertThat(seen.metrics())
        .as("metrics of %s", seen)
        .filteredOn(HpaSeen.Metric::known)
        .extracting(HpaSeen.Metric::resource)
        .containsExactlyInAnyOrder(first, second);
  }

  @Then("the autoscaler {string} adds pods, because of {string}")
  public void addsPods(String name, String reason) {
    List<EventSeen> seen =
        run.eventually(
            Limit.HPA_FIGURES,
            Texts.of("the autoscaler %s to add pods", name),
            () -> autoscalers.rescales(name),
            events -> !events.isEmpty());
    assertThat(seen)
        .as("reasons why the autoscaler %s changed the number of pods", name)
        .allSatisfy(event -> assertThat(event.message()).contains(reason));
    run.recorder().fact(name, seen.stream().map(EventSeen::toString).toList());
  }

  @Then("the autoscaler {string} reaches {int} pods, its maximum")
  public void comesToMaximum(String name, int pods) {
    HpaSeen hpa = autoscalers.named(name);
    assertThat(hpa.max()).as("maximum number of pods: %s", hpa).isEqualTo(pods);
    run.eventually(
        Limit.HPA_FIGURES,
        Texts.of("%d pods of %s to be Ready", pods, name),
        () -> autoscalers.podsOf(name).stream().filter(PodSeen::ready).count(),
        seen -> seen == pods);
    run.eventually(
        Limit.COMMAND,
        Texts.of("an event that says that the autoscaler %s has reached %d pods", name, pods),
        () -> autoscalers.rescales(name),
        all -> all.stream().anyMatch(each -> each.message().startsWith("New size: " + pods)));
  }

  @Then("{string} is over its target for {word}, but not for {word}")
  public void isOver(String name, String over, String notOver) {
    // A decision needs only one metric, so the other can still be missing.
    HpaSeen seen =
        run.eventually(
            Limit.HPA_FIGURES,
            Texts.of("%s to have metrics for %s and %s", name, over, notOver),
            () -> autoscalers.named(name),
            hpa -> knows(hpa, over) && knows(hpa, notOver));
    assertThat(ratio(seen, over)).as("%s: %s", over, seen).isGreaterThan(1);
    assertThat(ratio(seen, notOver)).as("%s: %s", notOver, seen).isLessThan(1);
  }

  @Then("without load, the autoscaler {string} has stayed at {int} pods for at least {int} seconds")
  public void staysWithoutLoad(String name, int pods, int seconds) {
    HpaSeen seen =
        run.eventually(
            Limit.HPA_FIGURES,
            Texts.of("%d s with %d pods and with metrics", seconds, pods),
            () -> autoscalers.named(name),
            hpa -> tells(hpa, Duration.ofSeconds(seconds)),
            hpa -> moved(hpa, pods, seconds).map(Hopeless::wrong));
    assertThat(moved(seen, pods, seconds)).as("change in the number of pods").isEmpty();
    assertThat(ratio(seen, "cpu"))
        .as("share of its CPU target that it uses without load: %s", seen)
        .isLessThan(IDLE);
    run.recorder().fact("idle", seen.metrics().toString());
  }

  /** Whether it has had metrics for that long, of pods at rest rather than of their start. */
  private boolean tells(HpaSeen hpa, Duration length) {
    Duration active = activeFor(hpa);
    boolean idle =
        hpa.metric("cpu").filter(seen -> seen.known() && seen.ratio() < IDLE).isPresent();
    return active.compareTo(length) >= 0 && (idle || active.compareTo(START_IS_OVER) >= 0);
  }

  private static boolean knows(HpaSeen hpa, String resource) {
    return hpa.metric(resource).filter(HpaSeen.Metric::known).isPresent();
  }

  private static double ratio(HpaSeen seen, String resource) {
    return seen.metric(resource)
        .orElseThrow(() -> new NotThereException("a metric for " + resource, seen.toString()))
        .ratio();
  }

  private Duration activeFor(HpaSeen hpa) {
    return hpa.condition("ScalingActive")
        .filter(said -> hpa.active())
        .map(said -> Duration.between(said.since(), new ApiClock(run.access().client()).now()))
        .orElse(Duration.ZERO);
  }

  private Optional<String> moved(HpaSeen hpa, int pods, int seconds) {
    Instant last = hpa.lastScaledAt();
    boolean longAgo =
        last == null
            || !last.plusSeconds(seconds).isAfter(new ApiClock(run.access().client()).now());
    // One that is new has not said anything yet.
    return hpa.conditions().isEmpty() || (longAgo && hpa.current() == pods)
        ? Optional.empty()
        : Optional.of("the number of pods has changed: " + hpa);
  }
}
