package kubetraining.component;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kubetraining.wait.ToDoException;

/** Something that the commands of a section put into the cluster, or onto a machine of it. */
public interface Component {
  /** As the console and messages name it. */
  String name();

  /**
   * What has a name of it, and is not of this training. As long as there is any, it can be neither
   * installed nor shown to be gone.
   */
  default List<ForeignObject> inTheWay() {
    return List.of();
  }

  /** What of it is there and is of this training, for whoever removes it by hand on node1. */
  default List<ForeignObject> remains() {
    return List.of();
  }

  /**
   * Sees that a person has undone what takes more than to remove objects. Does nothing where there
   * is no such thing.
   *
   * @throws ToDoException with the commands that come next
   */
  default void requireUndone() {}

  /**
   * Sees that nothing of some is left, where nobody but a person removes it.
   *
   * @throws ToDoException naming what is, with the commands that remove it
   */
  static void requireGone(Collection<? extends Component> components) {
    var left = components.stream().flatMap(each -> each.remains().stream()).distinct().toList();
    if (!left.isEmpty()) {
      throw new ToDoException(
          "what is there already has to go: "
              + left.stream().map(ForeignObject::what).collect(Collectors.joining(", ")),
          ForeignObject.cures(left));
    }
    components.forEach(Component::requireUndone);
  }

  /** Why it cannot be shown to be gone: somebody else's does the same, is used, and stays. */
  default Optional<String> stays() {
    return Optional.empty();
  }

  /**
   * Removes every trace of it, also of a half made one and of what the guide's commands made, and
   * returns when all is gone. What is not of this training stays. Safe to repeat, and when there is
   * nothing.
   */
  void remove();

  /**
   * Begins to remove it, and does not wait: what a section made can then go side by side. Does
   * nothing where one thing must be gone before the next may go.
   */
  default void beginRemoval() {}
}
