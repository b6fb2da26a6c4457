package kubetraining.guide;

import java.util.List;

/**
 * One place where the 2018 tutorial misleads.
 *
 * @param number its number, 0 if it has none
 * @param where the scenario, or the heading below which it is told
 * @param words what the guide says about it, a paragraph each
 */
record Erratum(int number, Kind kind, Passage where, List<String> words) {

  /** How the guide treats it. */
  enum Kind {
    /** A scenario does what the old text says, and shows what happens. */
    SHOWN("shown"),
    /** A scenario does it right, and says what was wrong. */
    MENDED("done right"),
    /** It can only be told. */
    TOLD("told");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** As it is tagged and cited: {@code E7}. */
  String label() {
    return "E" + number;
  }

  boolean numbered() {
    return number > 0;
  }
}
