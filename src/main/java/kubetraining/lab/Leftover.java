package kubetraining.lab;

import kubetraining.host.Texts;

/**
 * Something of a lab that still exists.
 *
 * @param kind what it is, for instance {@code instance} or {@code container}
 * @param id how its provider names it
 * @param lab the lab it belongs to
 */
public record Leftover(String kind, String id, String lab) {
  @Override
  public String toString() {
    return Texts.of("%s %s of lab '%s'", kind, id, lab);
  }
}
