package kubetraining.component;

/**
 * Something that a section of the guide has in the cluster, whether we install it or the commands
 * of the guide do.
 */
public interface Component {
  /** As the console and messages name it. */
  String name();

  /** Installs it unless it is there, and returns when it works. Safe to repeat. */
  void install();

  /**
   * Removes every trace of it, also of a half made one and of what the guide's commands made, and
   * returns when all is gone. Safe to repeat, and when there is nothing.
   */
  void remove();
}
