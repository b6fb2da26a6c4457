package kubetraining.observe;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import kubetraining.course.Ending;
import kubetraining.course.PlannedScenario;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;

/**
 * What an observation waits for at this moment, for whoever shows it beside the guide. It is in a
 * file of the lab's folder, whole at any time, and stays there when the observation ends.
 *
 * @param scenario its id
 * @param step its place in the scenario, from 0 on
 * @param state what is the matter with the step
 * @param machine where the commands are to be typed; empty if there are none
 * @param commands to be typed next
 * @param message what is in the way, or what happened; empty if there is nothing to say
 * @param expected by the check that failed; empty if none did
 * @param seen by that check
 * @param goesOn whether the commands go on while others are typed
 * @param mayFail whether the commands may fail, so that what they answer is the lesson
 * @param since when this began to be so, as an instant in ISO 8601
 * @param hint that was taken; empty if none was
 * @param over places of steps that were earned, and are not true any more
 */
public record Now(
    String scenario,
    int step,
    State state,
    String machine,
    List<String> commands,
    String message,
    String expected,
    String seen,
    boolean goesOn,
    boolean mayFail,
    String since,
    String hint,
    List<Integer> over) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What is the matter with a step. */
  public enum State {
    /** It is being looked at. */
    LOOKING("it is being looked at"),
    /** Commands of the guide are next. */
    TYPE(""),
    /** Something from before has to go first. */
    FIRST(""),
    /** What it is about does not exist yet, or is not so yet. */
    NOT_YET("not yet"),
    /** Something contradicts it. */
    NOT_RIGHT("not right"),
    /** The lab failed. */
    LAB_FAULT("the lab failed, and not you; it is looked at again"),
    /** It is true. */
    EARNED("");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** What is said to whoever does the step; empty if the commands say it. */
    public String words() {
      return words;
    }
  }

  public Now {
    // Those that an older version has kept have none.
    over = Objects.requireNonNullElse(over, List.of());
  }

  /** Nothing but where somebody is. */
  public static Now at(String scenario, int step, State state) {
    return new Now(
        scenario, step, state, "", List.of(), "", "", "", false, false, atOnce(), "", List.of());
  }

  private static String atOnce() {
    return Instant.now().toString();
  }

  Now toType(State next, String why, String on, List<String> lines, boolean lasts, boolean may) {
    return new Now(scenario, step, next, on, lines, why, "", "", lasts, may, atOnce(), "", over);
  }

  Now after(State next, Ending ending) {
    return new Now(
        scenario,
        step,
        next,
        machine,
        commands,
        ending.message(),
        ending.expected(),
        ending.seen(),
        goesOn,
        mayFail,
        atOnce(),
        "",
        over);
  }

  Now helped(String by) {
    return new Now(
        scenario, step, state, machine, commands, message, expected, seen, goesOn, mayFail, since,
        by, over);
  }

  Now over(List<Integer> places) {
    return new Now(
        scenario, step, state, machine, commands, message, expected, seen, goesOn, mayFail, since,
        hint, places);
  }

  /**
   * What an observation waits for, or last waited for; empty if there was none.
   *
   * @param lab the lab's folder
   */
  public static Optional<Now> of(Path lab) {
    var file = file(lab).toFile();
    return FileWork.get(
        "could not read " + file,
        () -> file.exists() ? Optional.of(JSON.readValue(file, Now.class)) : Optional.empty());
  }

  /** The scenario of a guide that it is about; empty if it is of another guide. */
  public Optional<PlannedScenario> in(List<PlannedScenario> guide) {
    return guide.stream().filter(each -> each.id().equals(scenario)).findFirst();
  }

  /**
   * Where the commands are to be typed, in words.
   *
   * @param ssh what opens a shell there
   */
  public String whereToType(String ssh) {
    String more = goesOn ? ", and let it run; for what follows open another" : "";
    return state == State.FIRST
        ? Texts.of("first: %s; type on %s:", message, machine)
        : Texts.of("type on %s, in a shell of %s%s:", machine, ssh, more);
  }

  /** What somebody is told who only looks on. */
  public String inWords() {
    String typed = commands.stream().map(each -> "\n      " + each).collect(Collectors.joining());
    return switch (state) {
      case LOOKING -> "[ ] " + state.words();
      case EARNED -> "[x] it is true";
      case TYPE -> Texts.of("[ ] type on %s:%s", machine, typed);
      case FIRST -> "[ ] " + whereToType("") + typed;
      case LAB_FAULT -> "[ ] the lab failed: " + message;
      case NOT_YET, NOT_RIGHT ->
          expected.isEmpty()
              ? Texts.of("[ ] not so: %s", message)
              : Texts.of("[ ] not so; expected: %s; seen: %s", expected, seen);
    };
  }

  /** Keeps it. */
  public void keep(Path lab) {
    FileWork.run(
        "could not write " + file(lab),
        () -> WholeFile.writePrivate(file(lab), JSON.writeValueAsString(this)));
  }

  private static Path file(Path lab) {
    return lab.resolve("observed").resolve("now.json");
  }
}
