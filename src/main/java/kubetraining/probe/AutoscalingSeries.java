package kubetraining.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/**
 * What was seen of an autoscaler, one look after the other.
 *
 * @param trouble why the last look failed, empty if it did not
 */
public record AutoscalingSeries(List<Sample> samples, String trouble) {
  public AutoscalingSeries {
    samples = List.copyOf(samples);
  }

  /** The newest look. */
  public Optional<Sample> last() {
    return samples.isEmpty() ? Optional.empty() : Optional.of(samples.get(samples.size() - 1));
  }

  /** The looks from a moment on. */
  public AutoscalingSeries since(Instant moment) {
    return new AutoscalingSeries(
        samples.stream().filter(each -> !each.at().isBefore(moment)).toList(), trouble);
  }

  /** The first look at which more than so many pods were wanted. */
  public Optional<Sample> firstAbove(int pods) {
    return samples.stream().filter(each -> each.hpa().desired() > pods).findFirst();
  }

  /** All looks up to one of them, this one included. */
  public List<Sample> upTo(Sample last) {
    return samples.subList(0, samples.indexOf(last) + 1);
  }

  /** For how long, up to the newest look, the number of pods has stayed within one. */
  public Duration atRest() {
    if (samples.isEmpty()) {
      return Duration.ZERO;
    }
    int least = Integer.MAX_VALUE;
    int most = 0;
    Instant since = samples.get(samples.size() - 1).at();
    for (int i = samples.size() - 1; i >= 0; i--) {
      int pods = samples.get(i).hpa().desired();
      least = Math.min(least, pods);
      most = Math.max(most, pods);
      if (most - least > 1) {
        break;
      }
      since = samples.get(i).at();
    }
    return Duration.between(since, samples.get(samples.size() - 1).at());
  }

  /** The most pods that were wanted at any look. */
  public int most() {
    return samples.stream().mapToInt(each -> each.hpa().desired()).max().orElse(0);
  }

  /** How it came down from the most pods, if it has begun to. */
  public Optional<Fall> fall() {
    int most = most();
    int top = samples.stream().map(each -> each.hpa().desired()).toList().lastIndexOf(most);
    if (top < 0 || top == samples.size() - 1) {
      return Optional.empty();
    }
    Instant wanted =
        samples.subList(0, top + 1).stream()
            .map(Sample::hpa)
            .filter(hpa -> hpa.writtenAt() != null && hpa.calledFor() >= most)
            .map(HpaSeen::writtenAt)
            .max(Instant::compareTo)
            .orElse(null);
    Instant fell = samples.get(top + 1).hpa().lastScaledAt();
    return wanted == null || fell == null
        ? Optional.empty()
        : Optional.of(new Fall(most, wanted, fell));
  }

  /** All of it as a table, for programs that draw or compute. */
  public String csv() {
    Instant start = samples.isEmpty() ? Instant.EPOCH : samples.get(0).at();
    return samples.stream()
        .map(each -> row(start, each))
        .collect(
            Collectors.joining(
                "\n",
                "time,seconds,requests_per_second,cpu_millis,cpu_percent_of_request,pods_wanted,pods_ready\n",
                "\n"));
  }

  private static String row(Instant start, Sample sample) {
    return Texts.of(
        "%s,%.1f,%.1f,%d,%d,%d,%d",
        sample.at(),
        Duration.between(start, sample.at()).toMillis() / 1000.0,
        sample.visitsPerSecond(),
        sample.milliCpu(),
        sample.cpuPercent(),
        sample.hpa().desired(),
        sample.ready());
  }

  @Override
  public String toString() {
    String newest = last().map(Sample::toString).orElse("nothing has been seen yet");
    return trouble.isEmpty() ? newest : newest + "; the last look failed: " + trouble;
  }

  /**
   * How an autoscaler took pods away.
   *
   * @param from so many there had been
   * @param stillWantedAt when, by its own metrics, it last called for as many, by the cluster's
   *     clock
   * @param fellAt when it first took some away, by the same clock
   */
  public record Fall(int from, Instant stillWantedAt, Instant fellAt) {
    /** How long fewer would have done before it believed so. */
    public Duration waited() {
      return Duration.between(stillWantedAt, fellAt);
    }

    @Override
    public String toString() {
      return Texts.of("%d pods, wanted until %s, fewer from %s on", from, stillWantedAt, fellAt);
    }
  }

  /**
   * One look at an autoscaler and all that moves it.
   *
   * @param at by the clock of this computer
   * @param visitsPerSecond what the pods served when they were last asked
   * @param usage what the metrics API says of each pod
   * @param ready how many pods were Ready
   */
  public record Sample(
      Instant at, double visitsPerSecond, List<UsageProbe.Usage> usage, HpaSeen hpa, int ready) {

    /** What all pods use together, in thousandths of a CPU. */
    public long milliCpu() {
      return usage.stream().mapToLong(UsageProbe.Usage::milliCpu).sum();
    }

    /** What the autoscaler knew when it last decided, in percent of what the pods ask for. */
    public long cpuPercent() {
      Long current = hpa.metric("cpu").map(HpaSeen.Metric::current).orElse(null);
      return current == null ? 0 : current;
    }

    /** Whether every number of pods is one that the autoscaler may want. */
    public boolean withinBounds() {
      return within(hpa.desired()) && within(hpa.current()) && ready <= hpa.max();
    }

    private boolean within(int pods) {
      return pods >= hpa.min() && pods <= hpa.max();
    }

    @Override
    public String toString() {
      return Texts.of(
          "%.0f requests/s, %dm of CPU, %d pods Ready; %s",
          visitsPerSecond, milliCpu(), ready, hpa);
    }
  }
}
