package kubetraining.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole of {@code reports/progress.json}, a contract with whoever reads it.
 *
 * @param schema the name and version of this contract
 * @param scenarios those that were asked for, in the order of the guide
 * @param leftovers what the lab left behind; null until somebody has looked
 * @param leftOut names of scenarios that are slow and were not asked for, out of the scope of the
 *     run
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ProgressReport(
    String schema,
    Run run,
    List<Section> sections,
    List<Scenario> scenarios,
    @Nullable List<String> leftovers,
    List<String> leftOut) {
  public static final String SCHEMA = "kube-training/progress/1";

  /**
   * The run itself.
   *
   * @param selection the tag expression it was started with, empty for everything
   * @param endedAt null while it runs, and for ever if it was cut off
   * @param lab null until a scenario needed one
   */
  public record Run(
      String id,
      Instant startedAt,
      @Nullable Instant endedAt,
      String selection,
      @Nullable Lab lab,
      List<Image> images) {}

  /**
   * The machines the run worked on.
   *
   * @param broughtUpInSeconds how long it took to bring the lab up, or to find it again
   * @param kept whether it stays after the run
   */
  public record Lab(
      String kind,
      String name,
      String kubernetes,
      List<Machine> machines,
      double broughtUpInSeconds,
      boolean kept) {}

  /** One machine of the lab. */
  public record Machine(String name, String role, String address) {}

  /** One image that the machines know. */
  public record Image(String reference, String digest) {}

  /** One section of the guide. */
  public record Section(String id, String title, Verdict verdict) {}

  /**
   * One scenario.
   *
   * @param message empty unless it is wrong or was not attempted
   * @param allowed whether it was not attempted, and need not be
   * @param evidence files, relative to the folder of reports
   * @param facts what was seen and measured, by name
   */
  public record Scenario(
      String id,
      String name,
      String section,
      List<String> tags,
      Outcome outcome,
      double seconds,
      String message,
      boolean allowed,
      List<Wait> waits,
      List<String> evidence,
      Map<String, Object> facts) {}

  /** One wait within a scenario. */
  public record Wait(String what, double limitSeconds, double tookSeconds) {}

  /** How many scenarios were not attempted, and need not be. */
  public long allowed() {
    return scenarios.stream().filter(Scenario::allowed).count();
  }

  /** How many scenarios stand like this. */
  public long count(Outcome outcome) {
    return scenarios.stream().filter(scenario -> scenario.outcome() == outcome).count();
  }
}
