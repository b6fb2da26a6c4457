package kubetraining.page;

import java.util.List;

/**
 * What happened over time, as a picture: panels one below the other, with one axis of time.
 *
 * @param title one line
 * @param description what can be seen in it, for those who cannot see it
 * @param panels from top to bottom
 * @param moments drawn across all panels
 */
public record SeriesPicture(
    String title, String description, List<Panel> panels, List<Moment> moments) {
  /** The name of the fact as which a scenario keeps one. */
  public static final String FACT = "series";

  /** Lines that share a scale, which begins at zero. */
  public record Panel(String scale, List<Line> lines) {}

  /**
   * One line.
   *
   * @param steps whether it jumps from value to value, as numbers of things do
   */
  public record Line(String name, boolean steps, List<Point> points) {}

  /** A value at a time, in seconds. */
  public record Point(double seconds, double value) {}

  /** Something that happened at once. */
  public record Moment(String name, double seconds) {}

  @Override
  public String toString() {
    return description;
  }
}
