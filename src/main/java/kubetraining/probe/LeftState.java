package kubetraining.probe;

import kubetraining.host.Texts;

/**
 * Something of a cluster's state that no section of the guide starts from.
 *
 * @param what what it is, in words
 * @param cure the command that undoes it, typed on node1
 */
public record LeftState(String what, String cure) {
  @Override
  public String toString() {
    return Texts.of("%s (to undo that, type on node1: %s)", what, cure);
  }
}
