package kubetraining.artifact.make;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import kubetraining.artifact.make.Maker.Lane;
import kubetraining.host.Texts;
import kubetraining.progress.Phases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The build that the costs were measured by, told again: as it was, and on computers of other
 * speeds. The first shows that the sums are right, as the costs are its own; the others show what
 * the forecast is worth elsewhere.
 */
final class ForecastTest {
  private static final Pattern LINE =
      Pattern.compile("(\\d+):(\\d\\d) artifact (\\S+) (\\S+)( \\.\\.\\.|: [0-9.]+ s)");
  private static final double LOOK_EVERY = 15;

  private record Event(double seconds, String artifact, boolean begins) {}

  private record Look(double at, double said, double true_) {
    double error() {
      return Math.abs(said - true_);
    }
  }

  private final List<Event> build = read("cold-build.log");

  @Test
  void whatWasNotMeasuredHasACostAndWithoutGroundNothingIsSaid() {
    assertThat(Forecast.cost(artifact("something-new"))).isEqualTo(Forecast.DEFAULT);
    assertThat(Forecast.nameOf("image-flannel-cni-plugin-v1.6.2-flannel1"))
        .isEqualTo("image-flannel-cni-plugin");
    var other = artifact("prometheus");
    var large = artifact("kubernetes");
    var forecast = new Forecast(List.of(other, large), () -> 0);
    assertThat(forecast.toGo()).isEmpty();
    forecast.begun(large);
    forecast.done(other);
    assertThat(forecast.toGo()).as("the other was never begun here").isEmpty();
  }

  private List<Look> replay(List<Event> events) {
    var artifacts = new LinkedHashMap<String, Artifact>();
    events.forEach(event -> artifacts.computeIfAbsent(event.artifact(), this::artifact));
    var now = new double[] {events.get(0).seconds()};
    double start = now[0];
    double end = events.get(events.size() - 1).seconds();
    var forecast = new Forecast(artifacts.values(), () -> (long) (now[0] * 1e9));
    var looks = new ArrayList<Look>();
    int next = 0;
    for (double look = start; look < end; look += LOOK_EVERY) {
      for (; events.get(next).seconds() <= look; next++) {
        now[0] = events.get(next).seconds();
        var artifact = artifacts.get(events.get(next).artifact());
        if (events.get(next).begins()) {
          forecast.begun(artifact);
        } else {
          forecast.done(artifact);
        }
      }
      now[0] = look;
      double at = look - start;
      double left = end - look;
      forecast.toGo().ifPresent(said -> looks.add(new Look(at, said.toMillis() / 1e3, left)));
    }
    return looks;
  }

  private Artifact artifact(String name) {
    var maker = Maker.of(isGo(name) ? Lane.GO : Lane.NETWORK, bench -> {});
    return new Artifact(name, "v1", "a log", "key", List.of(), maker);
  }

  private static boolean isGo(String name) {
    Path recipe = Path.of("artifacts", name, "recipe.json");
    return Files.exists(recipe)
        && Phases.call("read", () -> Files.readString(recipe)).contains("\"kind\": \"go\"");
  }

  private static List<Event> read(String log) {
    var events = new ArrayList<Event>();
    for (String line : Texts.file(ForecastTest.class, log).lines().toList()) {
      var matcher = LINE.matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      int at = 60 * Integer.parseInt(matcher.group(1)) + Integer.parseInt(matcher.group(2));
      events.add(new Event(at, matcher.group(3), matcher.group(5).equals(" ...")));
    }
    return events;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 1, 3})
  void theRecordedBuildIsForetoldToTheMinuteOnComputersOfAnySpeed(double slower) {
    var slowed = build.stream().map(e -> new Event(slower * e.seconds(), e.artifact(), e.begins()));
    var looks = replay(slowed.toList());
    assertThat(looks.get(0).at()).as("from when on it is told").isBetween(10.0, 200 * slower);
    assertThat(looks).allSatisfy(look -> assertThat(look.error()).isLessThan(30 * slower + 1));
  }
}
