package kubetraining.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kubetraining.host.Texts;

/**
 * One object of a cluster, as far as somebody decides what is in it.
 *
 * @param fields what it says, by path, as in {@code spec.replicas}; what is long or secret only as
 *     a hash
 * @param comes whether the cluster may have made it by itself
 * @param goes whether the cluster may remove it by itself
 */
public record Trace(Map<String, String> fields, boolean comes, boolean goes) {
  /** What a value begins with that is not to be shown. */
  static final String HASH = "sha256:";

  private static final int SHOWN = 3;

  /** Which fields differ from those of before, in words; empty if none do. */
  String since(Trace before) {
    var paths = new TreeSet<String>(fields.keySet());
    paths.addAll(before.fields.keySet());
    List<String> changes = new ArrayList<>();
    for (String path : paths) {
      String then = before.fields.get(path);
      String now = fields.get(path);
      if (then == null) {
        changes.add(Texts.of("%s is new%s", path, shown(now) ? ": " + now : ""));
      } else if (now == null) {
        changes.add(Texts.of("%s is missing%s", path, shown(then) ? ", was " + then : ""));
      } else if (!then.equals(now)) {
        changes.add(
            shown(then) && shown(now)
                ? Texts.of("%s was %s, is %s", path, then, now)
                : path + " has changed");
      }
    }
    String more =
        changes.size() > SHOWN ? Texts.of(", and %d more fields", changes.size() - SHOWN) : "";
    return String.join(", ", changes.subList(0, Math.min(SHOWN, changes.size()))) + more;
  }

  private static boolean shown(String value) {
    return !value.startsWith(HASH);
  }
}
