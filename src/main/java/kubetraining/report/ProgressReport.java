package kubetraining.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kubetraining.course.Outcome;
import kubetraining.course.ProvenChecks;
import kubetraining.course.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The whole of {@code reports/progress.json}, a contract with whoever reads it.
 *
 * @param schema the name and version of this contract
 * @param scenarios those that were asked for, in the order of the guide
 * @param leftovers what the lab left behind; null until somebody has looked
 * @param leftOut names of scenarios that are slow and were not asked for, out of the scope of the
 *     run
 * @param complaints why the run as a whole failed, beside its scenarios: what could not be tidied
 *     up, or not be given back, or that the lab was not whole at the end
 * @param history what is new since earlier runs; null if none is known
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"schema", "run", "verdict", "sections", "scenarios", "leftovers", "leftOut"})
public record ProgressReport(
    String schema,
    Run run,
    List<Section> sections,
    List<Scenario> scenarios,
    @Nullable List<String> leftovers,
    List<String> leftOut,
    List<String> complaints,
    @Nullable History history) {
  public static final String SCHEMA = "kube-training/progress/3";

  /** The suite itself typed what the guide prints. */
  public static final String SUITE = "suite";

  /** A person typed it, and the suite watched. */
  public static final String PERSON = "person";

  /** What the run as a whole has shown; it follows from all the rest. */
  @JsonProperty(value = "verdict", access = JsonProperty.Access.READ_ONLY)
  public Verdict verdict() {
    var besides = new ArrayList<>(complaints);
    besides.addAll(Objects.requireNonNullElse(leftovers, List.of()));
    return Verdict.of(
        new Verdict.Whole(
            run.endedAt() != null,
            run.selection(),
            scenarios.stream()
                .map(each -> new Verdict.Part(each.outcome(), true, each.allowed(), each.tags()))
                .toList(),
            sections.stream().map(Section::verdict).toList(),
            besides));
  }

  /**
   * The run itself.
   *
   * @param selection the tag expression it was started with, empty for everything
   * @param endedAt null while it runs, and for ever if it was cut off
   * @param lab null until a scenario needed one
   * @param phases how the lab was brought up, in the order in which the phases ended
   * @param owner who ran it, as the settings say
   * @param challenge the word that the instructor said before it; empty if none was given
   * @param checks how many of the guide's checks are proven; null if nobody has looked
   * @param trainee who typed: {@link ProgressReport#SUITE} or {@link ProgressReport#PERSON}
   */
  public record Run(
      String id,
      Instant startedAt,
      @Nullable Instant endedAt,
      String selection,
      @Nullable Lab lab,
      List<Image> images,
      List<Phase> phases,
      String owner,
      String challenge,
      @Nullable ProvenChecks checks,
      String trainee) {
    // Reports that were written before these were known are read, too.
    public Run {
      owner = Objects.requireNonNullElse(owner, "");
      challenge = Objects.requireNonNullElse(challenge, "");
      trainee = Objects.requireNonNullElse(trainee, SUITE);
    }
  }

  /**
   * One phase of bringing the lab up. Phases overlap.
   *
   * @param startedSeconds how long after the begin of the run it began
   * @param done whether it ended well
   */
  public record Phase(String name, double startedSeconds, double tookSeconds, boolean done) {}

  /**
   * The machines the run worked on.
   *
   * @param broughtUpInSeconds how long it took to bring the lab up, or to find it again
   * @param kept whether it stays after the run
   * @param hourlyPrice about how many USD an hour of it costs; null if it costs nothing
   * @param cluster which cluster it is, if it existed before; otherwise null
   */
  public record Lab(
      String kind,
      String name,
      String kubernetes,
      List<Machine> machines,
      double broughtUpInSeconds,
      boolean kept,
      @Nullable Double hourlyPrice,
      @Nullable Cluster cluster) {}

  /**
   * A cluster that existed before, as it is known again.
   *
   * @param uid of its namespace kube-system
   * @param authority the CA of its server: SHA-256 in hexadecimal digits
   * @param nodes what it calls its nodes, in the order of the guide's names
   */
  public record Cluster(String uid, String authority, List<String> nodes) {}

  /** One machine of the lab. */
  public record Machine(String name, String role, String address) {}

  /** One image that the machines know. */
  public record Image(String reference, String digest) {}

  /** One section of the guide. */
  public record Section(String id, String title, Verdict verdict) {}

  /**
   * One scenario.
   *
   * @param startedAt null until it has begun
   * @param message empty unless it did not end well
   * @param blockedBy the id of the scenario that blocks it, empty if none does
   * @param failure what went wrong, null unless the outcome is a failure
   * @param allowed whether it was not attempted, and need not be
   * @param commands what was typed for the trainee, in order, with what the machine answered
   * @param evidence files, relative to the folder of reports
   * @param facts what was seen and measured, by name
   */
  public record Scenario(
      String id,
      String name,
      String section,
      List<String> tags,
      Outcome outcome,
      @Nullable Instant startedAt,
      double seconds,
      String message,
      String blockedBy,
      @Nullable Failure failure,
      boolean allowed,
      List<Command> commands,
      List<Wait> waits,
      List<String> evidence,
      Map<String, Object> facts) {
    /** Whether it is neither under way nor yet to come. */
    public boolean hasEnded() {
      return outcome != Outcome.NOT_REACHED && outcome != Outcome.UNDER_WAY;
    }
  }

  /**
   * What went wrong in a scenario.
   *
   * @param step the step as it is written, or the work of tidying up
   * @param expected what should have been seen; empty if the message says all
   * @param seen what was seen last; empty if nothing was
   * @param next what to do next
   */
  public record Failure(String step, String expected, String seen, String next) {}

  /**
   * One command and its answer.
   *
   * @param output what it wrote, both streams, redacted and shortened
   */
  public record Command(String machine, String command, int exitCode, String output) {}

  /**
   * One wait within a scenario.
   *
   * @param holding whether something had to stay true for the whole of the limit
   * @param first what the first look saw
   * @param last what the last look saw
   * @param atRisk whether it came true with less than a fifth of its limit left
   */
  public record Wait(
      String what,
      boolean holding,
      double limitSeconds,
      double tookSeconds,
      int polls,
      boolean satisfied,
      String first,
      String last,
      boolean atRisk) {}

  /**
   * What is new since the last runs in this folder, on a lab of the same kind.
   *
   * @param runs how many earlier runs are known
   * @param turned scenarios that ended otherwise than when they were last tried
   * @param slower scenarios that took far longer than they used to
   * @param first ids of scenarios that no earlier run has tried
   * @param gone ids of scenarios that an earlier run has tried, and the guide no longer has
   */
  public record History(
      int runs, List<Turned> turned, List<Slower> slower, List<String> first, List<String> gone) {}

  /**
   * A scenario that ended otherwise than when it was last tried.
   *
   * @param scenario its id
   * @param run the id of the earlier run
   */
  public record Turned(String scenario, String name, Outcome before, Outcome now, String run) {}

  /**
   * A scenario that took far longer than it used to.
   *
   * @param scenario its id
   * @param usualSeconds the median of the earlier times
   * @param times how many earlier times there are
   */
  public record Slower(
      String scenario, String name, double seconds, double usualSeconds, int times) {}

  /** How many scenarios were not attempted, and need not be. */
  public long allowed() {
    return scenarios.stream().filter(Scenario::allowed).count();
  }

  /** How many scenarios stand like this. */
  public long count(Outcome outcome) {
    return scenarios.stream().filter(scenario -> scenario.outcome() == outcome).count();
  }
}
