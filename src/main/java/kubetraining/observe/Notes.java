package kubetraining.observe;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.host.JsonLines;

/**
 * Hints that were asked for, and what people expect, of one lab. What the cluster shows comes
 * first, by itself; a hint is asked for, and is what the guide says for the case that the scenario
 * fails. It never is the command.
 *
 * @param lines where they are kept
 */
public record Notes(JsonLines<Note> lines) {
  /** So long a step must have stayed untrue before there is a hint. */
  static final Duration PAUSE = Duration.ofSeconds(15);

  private static final Pattern CASES = Pattern.compile("(?s)\\*\\*If\\b.*?(?=\\*\\*If\\b|\\z)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]{3,})\"");
  private static final Set<Now.State> STUCK =
      Set.of(Now.State.NOT_YET, Now.State.NOT_RIGHT, Now.State.FIRST);

  /**
   * Those of a lab.
   *
   * @param lab its folder
   */
  public static Notes of(Path lab) {
    return new Notes(new JsonLines<>(lab.resolve("observed").resolve("notes.ndjson"), Note.class));
  }

  /** Those of one scenario, oldest first. */
  public List<Note> of(String scenario, Note.Kind kind) {
    return lines.all().stream()
        .filter(each -> each.scenario().equals(scenario) && each.kind() == kind)
        .toList();
  }

  /** The hint of a scenario that was taken last, if that was after a moment. */
  Optional<Note> newestHint(String scenario, Instant after) {
    return of(scenario, Note.Kind.HINT).stream()
        .filter(each -> each.at().isAfter(after))
        .reduce((first, second) -> second);
  }

  /** Forgets those of these scenarios; writes nothing if there are none. */
  public void forget(Predicate<String> scenarios) {
    var all = new ArrayList<>(lines.all());
    if (all.removeIf(each -> scenarios.test(each.scenario()))) {
      lines.replace(all);
    }
  }

  /** When somebody last said that a step is done in another way. */
  Optional<Instant> saidDone(String scenario, int step) {
    return of(scenario, Note.Kind.DONE).stream()
        .filter(each -> each.step() == step)
        .map(Note::at)
        .max(Comparator.naturalOrder());
  }

  /** Keeps what was seen where a step was not true; each change of that is an attempt. */
  void missed(String scenario, int step, Ending ending) {
    if (ending.outcome() != Outcome.LAB_FAULT) {
      lines.add(
          new Note(scenario, step, Instant.now(), Note.Kind.ATTEMPT, ending.outcome().name()));
    }
  }

  /** Keeps what somebody expects of the scenario that they are at. */
  public void expect(Now now, String what) {
    lines.add(new Note(now.scenario(), now.step(), Instant.now(), Note.Kind.PREDICTION, what));
  }

  /**
   * Takes somebody's word that they have done in another way what the commands are for; what these
   * should lead to is looked at all the same.
   *
   * @return false if no commands are awaited, or if it is these commands that are the lesson
   */
  public boolean done(Now now) {
    boolean awaited = now.state() == Now.State.TYPE && !now.goesOn() && !now.mayFail();
    if (awaited) {
      lines.add(new Note(now.scenario(), now.step(), Instant.now(), Note.Kind.DONE, ""));
    }
    return awaited;
  }

  /**
   * The next hint for the step that somebody is at, and a note that it was taken. Empty if it is
   * too early, if nothing is wrong, or if there is no other.
   *
   * @param scenario the one that {@code now} names
   */
  public Optional<String> hint(PlannedScenario scenario, Now now) {
    boolean early =
        Instant.parse(now.since()).plus(PAUSE).isAfter(Instant.now())
            || !STUCK.contains(now.state());
    if (early) {
      return Optional.empty();
    }
    var taken = of(scenario.id(), Note.Kind.HINT).stream().map(Note::text).toList();
    var next = hints(scenario, now).stream().filter(each -> !taken.contains(each)).findFirst();
    next.ifPresent(
        text ->
            lines.add(new Note(scenario.id(), now.step(), Instant.now(), Note.Kind.HINT, text)));
    return next;
  }

  /** All hints for a step that does not come true, those first that speak of what was seen. */
  static List<String> hints(PlannedScenario scenario, Now now) {
    String failure = String.join("\n", now.message(), now.expected(), now.seen());
    var text = scenario.text();
    return Stream.of(text.prose(), text.ruleProse())
        .flatMap(Notes::cases)
        .map(each -> each.strip().replaceAll("\\s+", " "))
        .distinct()
        .sorted(Comparator.comparing(each -> !speaksOf(each, failure)))
        .toList();
  }

  private static Stream<String> cases(String prose) {
    return Stream.of(prose.split("\\n\\s*\\n"))
        .flatMap(paragraph -> CASES.matcher(paragraph).results().map(each -> each.group()));
  }

  private static boolean speaksOf(String hint, String failure) {
    return QUOTED.matcher(hint).results().anyMatch(each -> failure.contains(each.group(1)));
  }
}
