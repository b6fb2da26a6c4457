package kubetraining.course;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The ids of the scenarios of one feature file, stable as long as file and names are. */
public final class ScenarioIds {
  private static final int LONGEST_SLUG = 60;
  private final String file;
  private final Set<String> taken = new HashSet<>();

  /** Ids in a file such as {@code 03-spark.feature}. */
  public ScenarioIds(String file) {
    this.file = file;
  }

  /** The id of the next scenario, in the order of the file. */
  public String next(String name) {
    String id = file.replace(".feature", "") + "/" + slug(name);
    String unique = id;
    for (int i = 2; !taken.add(unique); i++) {
      unique = id + "-" + i;
    }
    return unique;
  }

  private static String slug(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return slug.length() <= LONGEST_SLUG
        ? slug
        : slug.substring(0, LONGEST_SLUG).replaceAll("-[^-]*$", "");
  }
}
