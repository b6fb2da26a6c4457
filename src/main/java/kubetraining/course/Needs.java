package kubetraining.course;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kubetraining.host.Texts;

/**
 * What of the guide needs what, as its tags {@code @needs(...)} say: a section, which stands for
 * its essential scenarios, or one scenario.
 */
public final class Needs {
  private static final String START = "@needs";
  private static final Pattern TAG = Pattern.compile("@needs\\(([^()\\s]+)\\)");
  private final Map<String, PlannedScenario> guide = new LinkedHashMap<>();
  private final Map<String, Set<String>> needs = new LinkedHashMap<>();

  private Needs() {}

  /**
   * The needs of a guide.
   *
   * @throws NeedsException if a tag names nothing or too much, or if a scenario needs itself in the
   *     end
   */
  public static Needs of(Collection<PlannedScenario> guide) {
    var needs = new Needs();
    guide.forEach(each -> needs.guide.put(each.id(), each));
    guide.forEach(each -> needs.needs.put(each.id(), needs.namedBy(each)));
    var clear = new HashSet<String>();
    guide.forEach(each -> needs.refuseCycles(each.id(), new ArrayList<>(), clear));
    return needs;
  }

  /** Whether a tag says what is needed, rather than what somebody may choose. */
  public static boolean isNeed(String tag) {
    return tag.startsWith(START);
  }

  /** The ids of those that a scenario needs itself, in the order of its tags. */
  public List<String> of(String id) {
    return List.copyOf(needs.getOrDefault(id, Set.of()));
  }

  /**
   * The scenario to blame that another one cannot be begun: not the next in a chain, but the first.
   *
   * @param standing how a scenario stands that was asked for; empty for all others, which block
   *     nobody
   * @return its id; empty if nothing is in the way
   */
  public Optional<String> blocker(String id, Function<String, Optional<Standing>> standing) {
    for (String needed : of(id)) {
      var found = standing.apply(needed).filter(Standing::inTheWay);
      if (found.isPresent()) {
        String by = found.get().blockedBy();
        return Optional.of(by.isEmpty() ? needed : by);
      }
    }
    return Optional.empty();
  }

  private Set<String> namedBy(PlannedScenario scenario) {
    var named = new LinkedHashSet<String>();
    scenario.tags().stream()
        .filter(Needs::isNeed)
        .forEach(tag -> named.addAll(named(scenario.file(), tag)));
    return named;
  }

  private List<String> named(String file, String tag) {
    Matcher form = TAG.matcher(tag);
    if (!form.matches()) {
      throw new NeedsException(
          "%s: the tag %s cannot be read; write @needs(section-1), or @needs(...) with the id of a scenario",
          file, tag);
    }
    String name = form.group(1);
    boolean section = name.matches("section-\\d+");
    var found = section ? essentialOf(name) : scenarios(name);
    if (found.isEmpty()) {
      String lack =
          section
              ? "no essential scenario of that section"
              : "neither a scenario with the id '%1$s' nor one whose id ends in '/%1$s'";
      throw new NeedsException(
          "%s: %s names nothing in the guide, which has %s", file, tag, Texts.of(lack, name));
    }
    if (found.size() > 1 && !section) {
      throw new NeedsException(
          "%s: %s names several scenarios: %s; write the whole id of one",
          file, tag, String.join(", ", found));
    }
    return found;
  }

  private List<String> essentialOf(String section) {
    return guide.values().stream()
        .filter(each -> each.section().equals(section) && each.essential())
        .map(PlannedScenario::id)
        .toList();
  }

  private List<String> scenarios(String name) {
    return guide.containsKey(name)
        ? List.of(name)
        : guide.keySet().stream().filter(id -> id.endsWith("/" + name)).toList();
  }

  private void refuseCycles(String id, List<String> path, Set<String> clear) {
    int again = path.indexOf(id);
    if (again < 0) {
      if (!clear.contains(id)) {
        path.add(id);
        of(id).forEach(needed -> refuseCycles(needed, path, clear));
        path.remove(path.size() - 1);
        clear.add(id);
      }
      return;
    }
    var round = new ArrayList<>(path.subList(again, path.size()));
    round.add(id);
    String words = String.join("', which needs '", round).replaceFirst(", which needs ", " needs ");
    throw new NeedsException(
        "%s: these scenarios need each other in a circle: '%s'", guide.get(id).file(), words);
  }
}
