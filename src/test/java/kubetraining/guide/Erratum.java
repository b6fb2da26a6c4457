package kubetraining.guide;

import java.util.List;

/**
 * One place where the text of 2018 misleads.
 *
 * @param number its number, 0 if it has none
 * @param shown whether a scenario shows it, or the guide only tells it
 * @param where the scenario that shows it, or the heading below which it is told
 * @param words what the guide says about it, a paragraph each
 */
record Erratum(int number, boolean shown, Passage where, List<String> words) {
  /** As it is tagged and cited: {@code E7}. */
  String label() {
    return "E" + number;
  }

  boolean numbered() {
    return number > 0;
  }
}
