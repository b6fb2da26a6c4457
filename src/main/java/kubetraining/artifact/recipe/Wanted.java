package kubetraining.artifact.recipe;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * What artifacts are for: the lab itself always, and the sections of the guide with these tags.
 *
 * @param tags with their sign, as in {@code @spark}; those of which {@code artifacts/sections.json}
 *     says nothing need nothing. Empty for everything that the guide needs.
 */
public record Wanted(Optional<Set<String>> tags) {
  /** The lab and all sections. */
  public static final Wanted EVERYTHING = new Wanted(Optional.empty());

  /** The lab, and no section. */
  public static final Wanted LAB = of(Set.of());

  /** The lab, and the sections with these tags. */
  public static Wanted of(Collection<String> tags) {
    return new Wanted(Optional.of(Set.copyOf(tags)));
  }

  boolean wants(String tag) {
    return tags.map(each -> each.contains(tag)).orElse(true);
  }
}
