package kubetraining.probe;

import java.util.List;
import java.util.Optional;
import kubetraining.host.Texts;

/**
 * A pod from its first sight to its last.
 *
 * @param owner the uid of the object it belongs to, empty if none
 * @param node where it ran, empty if it was never placed
 * @param phases the phases it was seen in, in order, repeats left out
 * @param exitCode of its first container, once that has ended
 */
public record PodLife(
    String name,
    String uid,
    String owner,
    String node,
    String image,
    List<String> phases,
    Optional<Integer> exitCode) {

  /** Whether it was ever seen running. */
  public boolean ran() {
    return phases.contains("Running");
  }

  @Override
  public String toString() {
    return Texts.of(
        "%s on %s: %s%s",
        name,
        node.isEmpty() ? "no node" : node,
        String.join(", ", phases),
        exitCode.map(code -> ", exit code " + code).orElse(""));
  }
}
