package kubetraining.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.probe.AutoscalingSeries;
import kubetraining.probe.AutoscalingSeries.Sample;
import kubetraining.remote.CommandResult;
import kubetraining.wait.Hopeless;
import kubetraining.wait.NotThereException;
import org.jspecify.annotations.Nullable;

/**
 * A load on podinfo, watched from before it begins until all is quiet again.
 *
 * <p>A load that fails says nothing about an autoscaler. It counts as a fault of the lab.
 */
final class LoadRun {
  private static final int SILENT_LOOKS = 4;
  private final Supplier<AutoscalingSeries> recorded;
  private final Instant watchedSince;
  private final Duration ahead;
  private @Nullable Instant endedAt;
  // Pods can go in several steps, and each waits for the whole window again.
  private Limit oneFall = Limit.HPA_FALL;

  /**
   * A load that has not begun yet.
   *
   * @param recorded what was seen so far
   * @param now by the clock of this computer
   * @param there the same moment by the clock of the API server
   */
  LoadRun(Supplier<AutoscalingSeries> recorded, Instant now, Instant there) {
    this.recorded = recorded;
    this.watchedSince = there;
    this.ahead = Duration.between(now, there);
  }

  AutoscalingSeries series() {
    return recorded.get();
  }

  /** When the watch began, by the clock of the API server. */
  Instant watchedSince() {
    return watchedSince;
  }

  void ended(Instant when) {
    endedAt = when;
  }

  void fallsWithin(Limit limit) {
    oneFall = limit;
  }

  /** The longest that it may take until pods are taken away. */
  Limit oneFall() {
    return oneFall;
  }

  /** When the load was stopped, by the clock of this computer. */
  Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /** When somebody was first served, by the clock of this computer. */
  Optional<Instant> beganAt() {
    return series().samples().stream()
        .filter(each -> each.visitsPerSecond() > 0)
        .map(Sample::at)
        .findFirst();
  }

  /** The last moment without a request, by the clock of the API server. */
  Instant silentUntil() {
    var looks = series().samples();
    for (int i = 1; i < looks.size(); i++) {
      if (looks.get(i).visitsPerSecond() > 0) {
        return looks.get(i - 1).at().plus(ahead);
      }
    }
    throw new NotThereException("a request to podinfo", series().toString());
  }

  /** For how long there has been no load. */
  long secondsSinceEnd() {
    return endedAt == null ? 0 : Duration.between(endedAt, Instant.now()).toSeconds();
  }

  /** The first look at which more pods were wanted than the fewest. */
  Sample rise() {
    return series().samples().stream()
        .filter(each -> each.hpa().desired() > each.hpa().min())
        .findFirst()
        .orElseThrow(
            () ->
                new NotThereException("a moment when more pods were wanted", series().toString()));
  }

  /** The newest measurement of a pod that was there when the autoscaler decided on more. */
  Instant measuredBefore(Instant decision) {
    return series().upTo(rise()).stream()
        .flatMap(each -> each.usage().stream())
        .map(each -> Instant.parse(each.at()))
        .filter(each -> !each.isAfter(decision))
        .max(Instant::compareTo)
        .orElseThrow(
            () ->
                new NotThereException(
                    "a measurement of a pod before " + decision, series().toString()));
  }

  /**
   * Why the load can no longer come about, if it cannot. If its command failed, or no request is
   * served any longer, the lab is to blame; if the command did what it was told, and that was no
   * load, the trainee is.
   */
  static Optional<Hopeless> fault(AutoscalingSeries seen, CompletableFuture<CommandResult> load) {
    var samples = seen.samples();
    boolean served = samples.stream().anyMatch(each -> each.visitsPerSecond() > 0);
    if (load.isDone()) {
      String end = "it ended by itself: " + lastWords(load);
      if (load.isCompletedExceptionally() || load.join().exitCode() != 0) {
        return Optional.of(Hopeless.lab(inWords(end)));
      }
      return Optional.of(
          served
              ? Hopeless.wrong("the load was too short; " + end)
              : Hopeless.notThere(
                  "podinfo gets no requests, and the command meant to send them has ended"));
    }
    boolean silent =
        samples.stream()
            .skip(Math.max(0, samples.size() - SILENT_LOOKS))
            .allMatch(each -> each.visitsPerSecond() == 0);
    return served && silent && samples.size() > SILENT_LOOKS
        ? Optional.of(Hopeless.lab(inWords("podinfo no longer serves any request")))
        : Optional.empty();
  }

  static String inWords(String what) {
    return "the load has failed, which is a fault of the lab and says nothing about the autoscaler: "
        + what;
  }

  private static String lastWords(CompletableFuture<CommandResult> load) {
    if (load.isCompletedExceptionally()) {
      return "its connection broke";
    }
    CommandResult result = load.join();
    String said = (result.stdout() + result.stderr()).strip();
    return Texts.of("exit code %d, %s", result.exitCode(), said.isEmpty() ? "no output" : said);
  }
}
