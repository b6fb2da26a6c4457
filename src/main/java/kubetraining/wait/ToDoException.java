package kubetraining.wait;

import java.util.List;

/** Something has to be done by hand before a step can be true; nothing is wrong. */
public final class ToDoException extends RuntimeException {
  /** Stands among commands for the keys that end a program. */
  public static final String INTERRUPT = "Ctrl+C";

  private static final long serialVersionUID = 1L;
  private final String machine;
  private final List<String> commands;

  /**
   * Something to do.
   *
   * @param what is in the way
   * @param commands that do it, on node1
   */
  public ToDoException(String what, List<String> commands) {
    this(what, "node1", commands);
  }

  /** The same on another machine. */
  public ToDoException(String what, String machine, List<String> commands) {
    super(what);
    this.machine = machine;
    this.commands = List.copyOf(commands);
  }

  /** Where the commands are to be typed. */
  public String machine() {
    return machine;
  }

  public List<String> commands() {
    return commands;
  }
}
