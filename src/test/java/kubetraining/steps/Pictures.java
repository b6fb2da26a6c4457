package kubetraining.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.page.PodSpan;
import kubetraining.page.SeriesPicture;
import kubetraining.page.SeriesPicture.Line;
import kubetraining.page.SeriesPicture.Moment;
import kubetraining.page.SeriesPicture.Panel;
import kubetraining.page.SeriesPicture.Point;
import kubetraining.probe.AutoscalingSeries.Sample;
import kubetraining.probe.HpaSeen;
import kubetraining.probe.SparkWatch.PodLife;

/** Makes of a load, and of the pods of a job, that were watched, what the report can draw. */
final class Pictures {
  private final LoadRun load;
  private final List<Sample> samples;
  private final Instant start;

  private Pictures(LoadRun load) {
    this.load = load;
    this.samples = load.series().samples();
    this.start = samples.isEmpty() ? Instant.EPOCH : samples.get(0).at();
  }

  static SeriesPicture ofLoad(LoadRun load) {
    var picture = new Pictures(load);
    return new SeriesPicture(
        "The number of pods follows the load",
        picture.words(),
        picture.panels(),
        picture.moments());
  }

  private List<Panel> panels() {
    return List.of(
        new Panel("requests per second", List.of(line("served", Sample::visitsPerSecond))),
        new Panel(
            "CPU, % of request",
            List.of(
                line("as the autoscaler sees it", Sample::cpuPercent),
                line("its target", Pictures::target))),
        new Panel(
            "pods",
            List.of(steps("wanted", each -> each.hpa().desired()), steps("Ready", Sample::ready))));
  }

  private List<Moment> moments() {
    var moments = new ArrayList<Moment>();
    load.beganAt().ifPresent(at -> moments.add(new Moment("load begins", seconds(at))));
    load.endedAt().ifPresent(at -> moments.add(new Moment("load ends", seconds(at))));
    return moments;
  }

  /** The same as the picture, for those who cannot see it. */
  private String words() {
    var words = new StringBuilder();
    moments().forEach(each -> words.append(at(each.name(), each.seconds())));
    int before = -1;
    for (Sample sample : samples) {
      int pods = sample.hpa().desired();
      if (pods != before) {
        words.append(at(pods + " pods are wanted", seconds(sample.at())));
      }
      before = pods;
    }
    double most = samples.stream().mapToDouble(Sample::visitsPerSecond).max().orElse(0);
    return words
        .append(Texts.of("At most %d requests per second are served.", Math.round(most)))
        .toString();
  }

  private static String at(String what, double seconds) {
    return Texts.of("After %.0f s: %s. ", seconds, what);
  }

  private Line line(String name, ToDoubleFunction<Sample> value) {
    return new Line(name, false, points(value));
  }

  private Line steps(String name, ToDoubleFunction<Sample> value) {
    return new Line(name, true, points(value));
  }

  private List<Point> points(ToDoubleFunction<Sample> value) {
    return samples.stream()
        .map(each -> new Point(seconds(each.at()), value.applyAsDouble(each)))
        .toList();
  }

  private double seconds(Instant moment) {
    return seconds(start, moment);
  }

  private static double seconds(Instant start, Instant moment) {
    return Duration.between(start, moment).toMillis() / 1000.0;
  }

  private static double target(Sample sample) {
    return sample.hpa().metric("cpu").map(HpaSeen.Metric::target).orElse(0L);
  }

  /**
   * The pods, driver first.
   *
   * @param until when the looking ended; what had not ended by then is cut there
   */
  static List<PodSpan> ofPods(List<PodLife> pods, Instant until) {
    Instant start =
        pods.stream()
            .flatMap(pod -> pod.phases().stream())
            .map(PodLife.Since::at)
            .min(Comparator.naturalOrder())
            .orElse(until);
    return Stream.of("driver", "executor")
        .flatMap(role -> pods.stream().filter(pod -> pod.role().equals(role)))
        .map(pod -> span(pod, start, pod.goneAt().orElse(until)))
        .toList();
  }

  private static PodSpan span(PodLife pod, Instant start, Instant end) {
    var phases = new ArrayList<PodSpan.Phase>();
    for (int i = 0; i < pod.phases().size(); i++) {
      var phase = pod.phases().get(i);
      Instant next = i + 1 < pod.phases().size() ? pod.phases().get(i + 1).at() : end;
      phases.add(
          new PodSpan.Phase(phase.phase(), seconds(start, phase.at()), seconds(start, next)));
    }
    return new PodSpan(pod.name(), pod.role(), pod.node(), phases);
  }
}
