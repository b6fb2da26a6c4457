package kubetraining.page;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of places in the page: each id has one, the same in every build, and none is given twice.
 */
final class Anchors {
  private final Map<String, String> byId = new HashMap<>();
  private final Set<String> taken =
      new HashSet<>(Set.of("guide", "run", "next", "sections", "top"));

  String of(String id) {
    return byId.computeIfAbsent(id, this::made);
  }

  private String made(String id) {
    String plain = id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String anchor = plain;
    for (int i = 2; !taken.add(anchor); i++) {
      anchor = plain + "-" + i;
    }
    return anchor;
  }
}
