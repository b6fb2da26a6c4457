package kubetraining.run;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kubetraining.component.Component;
import kubetraining.component.Installable;
import kubetraining.component.Ledger;
import kubetraining.config.Limit;
import kubetraining.host.Texts;
import kubetraining.judge.BlockedException;
import kubetraining.lab.Teardown;
import kubetraining.probe.ClusterTraces;
import kubetraining.probe.SectionRecorder;
import kubetraining.probe.TracesProbe;
import kubetraining.trainee.Block;
import kubetraining.trainee.Trainee;
import kubetraining.wait.ToDoException;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What the scenarios of one section share: components that are installed once, and the look at the
 * cluster from before, with which it is compared in the end.
 */
public final class Section {
  private final TrainingRun run;
  private final URI feature;
  private final Obstacles obstacles;
  private final ByHandSection byHand;
  private final Map<String, Component> known = new LinkedHashMap<>();
  private final Deque<String> installed = new ArrayDeque<>();
  private final TracesProbe traces;
  private @Nullable ClusterTraces before;
  private OptionalLong claimedAt = OptionalLong.empty();
  // Whether somebody was asked to remove something since.
  private boolean asked;
  private @Nullable Ledger ledger;
  private @Nullable Trainee trainee;
  private final Recording recording = new Recording();

  /**
   * A section.
   *
   * @param traces lists what the cluster holds
   */
  Section(TrainingRun run, URI feature, TracesProbe traces) {
    this.run = run;
    this.feature = feature;
    this.traces = traces;
    this.obstacles = new Obstacles(run);
    this.byHand = new ByHandSection(run, feature);
  }

  URI feature() {
    return feature;
  }

  /**
   * What this section may make. When it is first named, what a killed run left of it is removed;
   * then the cluster is looked at, for the comparison in the end, and recorded from then on. Safe
   * to repeat.
   *
   * @throws BlockedException if what is not of this training has a name that is needed
   */
  public void startsWithout(Component... components) {
    var unknown = Stream.of(components).filter(each -> !known.containsKey(each.name())).toList();
    // A section says first that there is a cluster, and then what it makes there.
    if (components.length > 0 && !byHand.isUnderWay()) {
      requireNoObstacles(unknown);
    }
    requireOurs(unknown);
    for (Component each : unknown) {
      known.put(each.name(), each);
      try {
        removeWhatWasLeft(each);
      } catch (TestAbortedException | ToDoException e) {
        // Where it cannot be attempted, nothing of it can be made; what is to do first is looked at
        // again.
        known.remove(each.name());
        asked = true;
        throw e;
      }
    }
    if (before == null || asked || !unknown.isEmpty()) {
      before = byHand.before(this::listedBefore);
      asked = false;
    }
    if (!unknown.isEmpty()) {
      byHand.keep(before);
    }
    recording.begin(run.access().client());
    if (!byHand.isReplaying()) {
      // Whoever goes on after a kill has missed more than what comes within this second.
      var unused = recorder();
    }
  }

  /** What this section itself has left is removed, and is in nobody's way then. */
  private void requireNoObstacles(List<Component> components) {
    try {
      obstacles.requireNone();
    } catch (BlockedException e) {
      components.forEach(this::removeWhatWasLeft);
      obstacles.requireNone();
    }
  }

  /** A person removes nothing between two looks, unless they are asked to. */
  private ClusterTraces listedBefore() {
    return listed(byHand.is() && !asked ? traces::recent : traces::look);
  }

  /** What has come and gone since the section began. */
  public SectionRecorder recorder() {
    return recording.get();
  }

  /** Records no more; of what is left nothing is said here. */
  void stops() {
    recording.stop();
  }

  /**
   * Called before this section drains nodes, of which others may use some.
   *
   * @throws BlockedException naming the pods that would be lost
   */
  public void drains(List<String> nodes) {
    if (known.isEmpty()) {
      obstacles.requireNoneOn(nodes);
    }
  }

  private void removeWhatWasLeft(Component component) {
    if (byHand.removes(List.of(component))) {
      return;
    }
    if (!run.labs().resumed()) {
      component.remove();
      return;
    }
    var found = listed();
    component.remove();
    String removed = listed().since(found);
    if (!removed.isEmpty()) {
      String words = "removed what the training had left here earlier (%s): %s";
      run.note(Texts.of(words, component.name(), removed));
    }
  }

  /** What the commands of the guide have made, on this lab. */
  public Ledger ledger() {
    if (ledger == null) {
      ledger = new Ledger(run.labs().ledger());
      if (run.labs().config().existing().isPresent()) {
        ledger.amongOthers();
      }
      if (byHand.is()) {
        // A person may type at any time.
        ledger.whileOpen();
        byHand.earlier().ifPresent(ledger::since);
      }
    }
    return ledger;
  }

  /** Gives names free for one scenario, which itself gives them back. */
  public void frees(Component component) {
    requireOurs(List.of(component));
    if (byHand.removes(List.of(component))) {
      // Nobody gives them free after the scenario, so they are looked at in the end.
      known.putIfAbsent(component.name(), component);
    } else {
      component.remove();
    }
  }

  /** What is there while something is gone through once more may be anybody's. */
  private void requireOurs(List<Component> components) {
    if (byHand.is()) {
      byHand.requireNamesFree(components);
    } else {
      Obstacles.requireOurs(components);
    }
  }

  /**
   * Requires it. If nothing of it is there, the commands of the guide are typed that make it, and
   * it is awaited. What is there stays as it is, be it wrong or not ready: the claims of the
   * scenario find out. It stays until the section ends.
   */
  public void uses(Installable component) {
    known.putIfAbsent(component.name(), component);
    if (!installed.contains(component.name())) {
      requireOurs(List.of(component));
      // Noted first: one that fails half way is removed, too.
      installed.push(component.name());
    }
    if (!component.isThere()) {
      run.during(
          "install " + component.name(),
          () -> {
            prepares(component.commands());
            component.awaitReady();
          });
    }
  }

  private void prepares(String commands) {
    var typing = Objects.requireNonNull(trainee, "no scenario has begun");
    var unused = typing.types("node1", Block.of(commands));
  }

  /** Whoever types in the scenario that begins what has to be there before it. */
  public void begins(Trainee preparing) {
    trainee = preparing;
    claimedAt = OptionalLong.empty();
  }

  /** Removes it now, for a scenario that shows how things are without it. */
  public void without(Component component) {
    var stays = component.stays();
    if (stays.isPresent()) {
      throw new TestAbortedException(stays.get());
    }
    Obstacles.requireOurs(List.of(component));
    known.putIfAbsent(component.name(), component);
    installed.remove(component.name());
    if (!byHand.removes(List.of(component))) {
      run.during("remove " + component.name(), component::remove);
    }
  }

  /** Removes everything, newest first, and lets no failure hide the next. */
  public void clearAway() {
    var undo = new Teardown();
    if (!byHand.removes(known.values())) {
      known.values().stream()
          .filter(each -> !installed.contains(each.name()))
          .forEach(each -> undo.push("remove " + each.name(), each::remove));
      // What was installed goes first, and is worth a line; the newest of it before the others.
      installed
          .descendingIterator()
          .forEachRemaining(name -> pushTold(undo, "remove " + name, known.get(name)));
      var all = List.copyOf(known.values());
      undo.push("begin to remove everything", () -> all.forEach(Component::beginRemoval));
    }
    installed.clear();
    known.clear();
    undo.close();
    ledger().close();
  }

  private void pushTold(Teardown undo, String what, Component component) {
    undo.push(what, () -> run.during(what, component::remove));
  }

  /** Waits until the cluster holds what it held before. */
  public void holdsWhatItHeld() {
    var then = Objects.requireNonNull(before, "nobody looked before the section");
    if (byHand.is()) {
      // A look from before it was claimed may be older than what was typed since.
      claimedAt = claimedAt.isPresent() ? claimedAt : OptionalLong.of(System.nanoTime());
      ByHandSection.requireSame(then, traces.recentAfter(claimedAt.getAsLong(), then));
      byHand.over();
      return;
    }
    run.eventually(
        Limit.POD_DELETED,
        "the cluster to hold what it held before",
        () -> traces.look().since(then),
        String::isEmpty);
  }

  /** Whether there may be something to remove. */
  boolean mayHaveLeftSomething() {
    return before != null && !known.isEmpty() && !byHand.is();
  }

  /** Ends the section, unless a scenario has: what is left is removed, and complained about. */
  List<String> end() {
    if (!mayHaveLeftSomething()) {
      return List.of();
    }
    try {
      clearAway();
      holdsWhatItHeld();
      return List.of();
    } catch (RuntimeException | Error e) {
      return List.of(Texts.of("%s left traces: %s", feature, e.getMessage()));
    }
  }

  /**
   * All that the cluster holds. A kind that was just made or removed cannot be listed for a moment.
   */
  public ClusterTraces listed() {
    return listed(traces::look);
  }

  private ClusterTraces listed(Callable<ClusterTraces> look) {
    return run.eventually(
        Limit.POD_DELETED, "all objects of the cluster to be listed", look, any -> true);
  }
}
