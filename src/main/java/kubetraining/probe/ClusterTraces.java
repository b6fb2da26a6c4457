package kubetraining.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kubetraining.host.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a cluster that somebody made on purpose, and what it says, at one moment.
 *
 * @param things by kind and name, as in {@code Deployment kube-system/coredns}
 */
public record ClusterTraces(Map<String, Trace> things) {

  /** What a thing is called, as people and kubectl do. */
  public record Thing(String kind, @Nullable String namespace, String name) {
    /** Reads such a name. */
    public static Thing of(String words) {
      int slash = words.indexOf('/');
      int space = words.indexOf(' ');
      return new Thing(
          words.substring(0, space),
          slash < 0 ? null : words.substring(space + 1, slash),
          words.substring(Math.max(slash, space) + 1));
    }

    @Override
    public String toString() {
      return Texts.of("%s %s%s", kind, namespace == null ? "" : namespace + "/", name);
    }
  }

  /** What differs now from what was before, in words; empty if nothing does. */
  public String since(ClusterTraces before) {
    var changes = changes(before);
    var words = changes.entrySet().stream().map(each -> each.getKey() + each.getValue()).toList();
    return String.join("; ", words);
  }

  /** How each thing differs that does, by its name. */
  Map<String, String> changes(ClusterTraces before) {
    var changes = new TreeMap<String, String>();
    things.forEach(
        (name, now) -> {
          Trace then = before.things.get(name);
          if (then == null) {
            if (!now.comes()) {
              changes.put(name, " is new");
            }
          } else if (!now.since(then).isEmpty()) {
            changes.put(name, ": " + now.since(then));
          }
        });
    before.things.forEach(
        (name, then) -> {
          if (!things.containsKey(name) && !then.goes()) {
            changes.put(name, " is missing");
          }
        });
    return changes;
  }

  @Override
  public String toString() {
    return things.size() + " things";
  }

  /**
   * One object of a cluster, as far as somebody decides what is in it.
   *
   * @param fields what it says, by path, as in {@code spec.replicas}; what is long or secret only
   *     as a hash
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
}
