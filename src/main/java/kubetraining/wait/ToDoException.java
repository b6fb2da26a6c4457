package kubetraining.wait;

import java.util.List;

/** Something has to be done by hand before a step can be true; nothing is wrong. */
public final class ToDoException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final List<String> commands;

  /**
   * Something to do.
   *
   * @param what is in the way
   * @param commands that do it, on node1
   */
  public ToDoException(String what, List<String> commands) {
    super(what);
    this.commands = List.copyOf(commands);
  }

  public List<String> commands() {
    return commands;
  }
}
