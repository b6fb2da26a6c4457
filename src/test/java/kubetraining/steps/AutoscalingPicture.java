package kubetraining.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import kubetraining.host.Texts;
import kubetraining.page.SeriesPicture;
import kubetraining.page.SeriesPicture.Line;
import kubetraining.page.SeriesPicture.Moment;
import kubetraining.page.SeriesPicture.Panel;
import kubetraining.page.SeriesPicture.Point;
import kubetraining.probe.AutoscalingSample;
import kubetraining.probe.MetricSeen;

/** Makes of a load that was watched what the report can draw. */
final class AutoscalingPicture {
  private final LoadRun load;
  private final List<AutoscalingSample> samples;
  private final Instant start;

  private AutoscalingPicture(LoadRun load) {
    this.load = load;
    this.samples = load.series().samples();
    this.start = samples.isEmpty() ? Instant.EPOCH : samples.get(0).at();
  }

  static SeriesPicture of(LoadRun load) {
    var picture = new AutoscalingPicture(load);
    return new SeriesPicture(
        "The number of pods follows the load",
        picture.words(),
        picture.panels(),
        picture.moments());
  }

  private List<Panel> panels() {
    return List.of(
        new Panel("visits per second", List.of(line("served", AutoscalingSample::visitsPerSecond))),
        new Panel(
            "CPU, % of request",
            List.of(
                line("as the autoscaler knows it", AutoscalingSample::cpuPercent),
                line("its target", AutoscalingPicture::target))),
        new Panel(
            "pods",
            List.of(
                steps("wanted", each -> each.hpa().desired()),
                steps("Ready", AutoscalingSample::ready))));
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
    for (AutoscalingSample sample : samples) {
      int pods = sample.hpa().desired();
      if (pods != before) {
        words.append(at(pods + " pods are wanted", seconds(sample.at())));
      }
      before = pods;
    }
    double most = samples.stream().mapToDouble(AutoscalingSample::visitsPerSecond).max().orElse(0);
    return words
        .append(Texts.of("At most %d visits per second are served.", Math.round(most)))
        .toString();
  }

  private static String at(String what, double seconds) {
    return Texts.of("After %.0f s: %s. ", seconds, what);
  }

  private Line line(String name, ToDoubleFunction<AutoscalingSample> value) {
    return new Line(name, false, points(value));
  }

  private Line steps(String name, ToDoubleFunction<AutoscalingSample> value) {
    return new Line(name, true, points(value));
  }

  private List<Point> points(ToDoubleFunction<AutoscalingSample> value) {
    return samples.stream()
        .map(each -> new Point(seconds(each.at()), value.applyAsDouble(each)))
        .toList();
  }

  private double seconds(Instant moment) {
    return Duration.between(start, moment).toMillis() / 1000.0;
  }

  private static double target(AutoscalingSample sample) {
    return sample.hpa().metric("cpu").map(MetricSeen::target).orElse(0L);
  }
}
