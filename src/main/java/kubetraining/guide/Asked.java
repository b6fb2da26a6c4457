package kubetraining.guide;

import java.util.Optional;
import kubetraining.host.Environment;

/**
 * Which scenarios were asked for, by Cucumber's own settings.
 *
 * @param tags {@code cucumber.filter.tags}, a tag expression; empty for everything
 * @param name {@code cucumber.filter.name}, a regular expression; empty for every name
 */
public record Asked(String tags, String name) {
  /** Nothing was chosen, so everything is meant. */
  public static final Asked EVERYTHING = new Asked("", "");

  /**
   * What was typed as {@code -D}, else set as a variable, {@code CUCUMBER_FILTER_TAGS} or {@code
   * CUCUMBER_FILTER_NAME}, which Cucumber's engine for JUnit does not read by itself.
   */
  public static Asked ofProcess() {
    return new Asked(
        typed("cucumber.filter.tags", "CUCUMBER_FILTER_TAGS"),
        typed("cucumber.filter.name", "CUCUMBER_FILTER_NAME"));
  }

  private static String typed(String property, String variable) {
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Environment.ofProcess().get(variable))
        .orElse("");
  }
}
