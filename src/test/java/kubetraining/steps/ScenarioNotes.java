package kubetraining.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.lab.Teardown;
import kubetraining.probe.Browser;
import kubetraining.probe.CapacityProbe;
import kubetraining.probe.SparkWatch;
import kubetraining.remote.CommandResult;
import kubetraining.run.SpareLab;
import kubetraining.wait.NotThereException;
import kubetraining.wait.ToDoException;
import org.jspecify.annotations.Nullable;
import org.picocontainer.Disposable;

/** What one step of a scenario leaves to a later one, and how all of them are undone. */
public final class ScenarioNotes implements Disposable {
  private final Teardown undo = new Teardown();
  private @Nullable BooleanSupplier left;
  private final List<CommandResult> commands = new ArrayList<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private @Nullable CommandResult answer;
  private @Nullable CompletableFuture<CommandResult> started;
  private @Nullable String driver;
  private final Map<Class<?>, Object> kept = new HashMap<>();
  private List<CapacityProbe.Room> rooms = List.of();
  private int nodePort;
  private final Map<String, Browser.Page> pages = new LinkedHashMap<>();

  /** Undone newest first, after the evidence was taken. */
  public Teardown undo() {
    return undo;
  }

  /** A person does it: nothing is pushed to be undone, and nothing done while it is replayed. */
  void leaveAll(BooleanSupplier replaying) {
    left = replaying;
  }

  /** Does what leaves no trace, now and after the scenario. */
  void beforeAndAfter(String what, Runnable work) {
    if (left == null) {
      undo.push(what, work::run);
      work.run();
    } else if (!left.getAsBoolean()) {
      work.run();
    }
  }

  /** Undoes all, newest first. What a person has to undo is asked for when it is in the way. */
  void undoAll() {
    try {
      undo.close();
    } catch (IllegalStateException e) {
      boolean isToDo =
          Stream.of(e.getSuppressed()).allMatch(each -> each.getCause() instanceof ToDoException);
      if (left == null || !isToDo) {
        throw e;
      }
    }
  }

  /** The variables that the trainee has set in the shell. */
  Map<String, String> variables() {
    return variables;
  }

  /** Every command of the scenario with its output, oldest first. */
  List<CommandResult> commands() {
    return List.copyOf(commands);
  }

  void ran(CommandResult result) {
    commands.add(result);
    answer = result;
  }

  /** A command whose answer no step asks for. */
  void prepared(CommandResult result) {
    commands.add(result);
  }

  /** What the last command left behind. */
  CommandResult answer() {
    return there(answer, "the output of a command");
  }

  /**
   * What the last command printed.
   *
   * @throws NotThereException if that is nothing
   */
  String said() {
    var last = answer();
    if (last.stdout().isBlank()) {
      throw new NotThereException(
          Texts.of("output of '%s' on %s", last.command(), last.machine()),
          last.stderr().isBlank()
              ? "it printed nothing"
              : "only this on standard error: " + last.stderr());
    }
    return last.stdout();
  }

  /** Keeps something for later steps, one of each kind. */
  void keep(Object thing) {
    kept.put(thing.getClass(), thing);
  }

  <T> Optional<T> ifAny(Class<T> kind) {
    return Optional.ofNullable(kept.get(kind)).map(kind::cast);
  }

  private <T> T the(Class<T> kind, String what) {
    return there(ifAny(kind).orElse(null), what);
  }

  void started(CompletableFuture<CommandResult> command) {
    started = command;
  }

  CompletableFuture<CommandResult> started() {
    return there(started, "a started command");
  }

  SparkWatch spark() {
    return the(SparkWatch.class, "an open watch on Spark's pods");
  }

  /** The job that is looked at, by the name of its driver. */
  void driver(String name) {
    driver = name;
  }

  String driver() {
    return there(driver, "a Spark driver");
  }

  SparkWatch.Job job() {
    return spark().seen(driver());
  }

  void rooms(List<CapacityProbe.Room> seen) {
    rooms = List.copyOf(seen);
  }

  List<CapacityProbe.Room> rooms() {
    return rooms;
  }

  public SpareLab spareLab() {
    return the(SpareLab.class, "a second lab");
  }

  LoadRun load() {
    return the(LoadRun.class, "a load that is watched");
  }

  void nodePort(int port) {
    nodePort = port;
  }

  int nodePort() {
    return nodePort;
  }

  /** A page as a browser has just shown it; the latest look at it counts. */
  void page(Browser.Page seen) {
    pages.remove(seen.url());
    pages.put(seen.url(), seen);
  }

  /** The page that a browser showed last. */
  Browser.Page page() {
    return there(
        pages.values().stream().reduce((first, second) -> second).orElse(null), "an open page");
  }

  /** A picture of each page, by file name. */
  Map<String, byte[]> pictures() {
    var pictures = new LinkedHashMap<String, byte[]>();
    pages.values().stream()
        .filter(Browser.Page::came)
        .forEach(
            page -> pictures.put(Texts.of("page-%d.png", pictures.size() + 1), page.picture()));
    return pictures;
  }

  // The hook has undone all by now, unless it never came so far. What fails here has no scenario
  // to fail any more, but what it leaves behind is found when the lab is given back.
  @Override
  public void dispose() {
    undoAll();
  }

  /** What an earlier step has left. */
  static <T> T there(@Nullable T thing, String what) {
    if (thing == null) {
      throw new IllegalStateException(Texts.of("this step needs %s from an earlier step", what));
    }
    return thing;
  }
}
