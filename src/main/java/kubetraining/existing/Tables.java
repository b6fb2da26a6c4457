package kubetraining.existing;

import java.util.stream.Stream;
import kubetraining.host.Texts;

/** The tables beside this class. */
final class Tables {
  private Tables() {}

  /**
   * The rows of a file, but for its comments.
   *
   * @param between a pattern of what is between two cells
   */
  static Stream<String[]> rows(String file, String between) {
    return Texts.file(Tables.class, file)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(between));
  }
}
