package kubetraining.run;

import java.util.List;
import java.util.stream.Collectors;
import kubetraining.component.Component;
import kubetraining.component.ForeignObject;
import kubetraining.judge.BlockedException;
import kubetraining.probe.LeftStateProbe;
import kubetraining.probe.LeftStateProbe.LeftState;
import kubetraining.wait.ToDoException;

/** What is in the way of a section on this lab: it is named, and nothing of it is touched. */
final class Obstacles {
  private final TrainingRun run;
  private boolean clear;

  Obstacles(TrainingRun run) {
    this.run = run;
  }

  /**
   * On a lab that was kept is what somebody has left there. It is looked at until nothing of it is
   * in the way of this section; from then on the section itself changes the state.
   *
   * @throws BlockedException naming what is, and what to type
   */
  void requireNone() {
    if (!clear && run.labs().resumed()) {
      if (existed()) {
        tell(probe().look());
      } else {
        requireNone(probe().look());
      }
    }
    clear = true;
  }

  /**
   * As above, for nodes that are to be drained.
   *
   * @throws BlockedException naming the pods that would be lost
   */
  void requireNoneOn(List<String> nodes) {
    if (run.labs().resumed()) {
      requireNone(probe().lookBeforeDraining(nodes));
    }
  }

  /**
   * The names that a component needs, and that somebody else has taken, are looked up before
   * anything is changed: what is not ours is neither removed nor overwritten.
   *
   * @throws BlockedException naming what is not ours
   */
  static void requireOurs(List<Component> components) {
    var foreign = components.stream().flatMap(each -> each.inTheWay().stream()).distinct().toList();
    if (!foreign.isEmpty()) {
      throw new BlockedException(
          "names that this section needs are taken by objects that do not belong to this training;"
              + " none was touched: "
              + ForeignObject.inWords(foreign),
          "");
    }
  }

  private boolean existed() {
    return run.labs().config().existing().isPresent();
  }

  /** How a cluster is that is not ours, is its owner's wish; claims find out what that means. */
  private void tell(List<LeftState> found) {
    if (!found.isEmpty()) {
      run.note(
          "the cluster differs from the guide's, which may show in what follows: " + what(found));
    }
  }

  private static String what(List<LeftState> found) {
    return found.stream().map(LeftState::what).collect(Collectors.joining("; "));
  }

  private LeftStateProbe probe() {
    return new LeftStateProbe(run.access().client(), run.access().nodes().get(0));
  }

  private void requireNone(List<LeftState> left) {
    if (!left.isEmpty() && run.observation().isPresent()) {
      throw new ToDoException(
          "this section cannot start from what is there: " + what(left),
          left.stream().map(LeftState::cure).toList());
    }
    if (!left.isEmpty()) {
      throw new BlockedException(
          (existed() ? "this cluster" : "this lab was kept, and")
              + " is in a state that this section cannot start from: "
              + left.stream().map(LeftState::toString).collect(Collectors.joining("; ")),
          "");
    }
  }
}
