package kubetraining.observe;

import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import kubetraining.course.PlannedScenario;
import kubetraining.host.JsonLines;

/**
 * What was earned on a lab, in a file: one line for each step, on the disk before anybody is told.
 * A line that is half there was not earned.
 */
public final class Ticks {
  private final JsonLines<Tick> file;
  private final Map<String, Tick> earned = new LinkedHashMap<>();

  private Ticks(Path file) {
    this.file = new JsonLines<>(file, Tick.class);
    this.file.all().forEach(tick -> earned.put(key(tick.scenario(), tick.step()), tick));
  }

  /**
   * Those of a lab.
   *
   * @param lab its folder
   */
  public static Ticks of(Path lab) {
    return new Ticks(lab.resolve("observed").resolve("ticks.ndjson"));
  }

  /** A step that was earned as it is written now. */
  public synchronized Optional<Tick> of(String scenario, int step, String digest) {
    return Optional.ofNullable(earned.get(key(scenario, step)))
        .filter(tick -> tick.digest().equals(digest));
  }

  /** Whether every step of a scenario was earned as it is written now. */
  public boolean areAllOf(PlannedScenario scenario) {
    int steps = scenario.text().steps().size();
    return steps > 0 && of(scenario).size() == steps;
  }

  /** The ticks of those steps of a scenario that have one as they are written now. */
  public List<Tick> of(PlannedScenario scenario) {
    var steps = scenario.text().steps();
    return IntStream.range(0, steps.size())
        .boxed()
        .flatMap(each -> of(scenario.id(), each, Tick.digest(steps.get(each))).stream())
        .toList();
  }

  /** Whether any step of these scenarios was earned. */
  public synchronized boolean hasAny(Predicate<String> scenarios) {
    return earned.values().stream().map(Tick::scenario).anyMatch(scenarios);
  }

  /** Keeps a step; when this returns, it is on the disk. */
  public synchronized void earn(Tick tick) {
    file.add(tick, StandardOpenOption.SYNC);
    earned.put(key(tick.scenario(), tick.step()), tick);
  }

  /** Forgets what was earned of these scenarios; writes nothing if that is nothing. */
  public synchronized void forget(Predicate<String> scenarios) {
    if (earned.values().removeIf(tick -> scenarios.test(tick.scenario()))) {
      file.replace(List.copyOf(earned.values()));
    }
  }

  private static String key(String scenario, int step) {
    return scenario + " " + step;
  }
}
