package kubetraining.course;

/**
 * A feature file as the reader sees it, without its scenarios.
 *
 * @param file its name, {@code 03-spark.feature}
 * @param section the section's tag without its sign
 * @param prose what the guide says before the first scenario, Markdown
 */
public record FeatureText(String file, String section, String title, String prose) {}
