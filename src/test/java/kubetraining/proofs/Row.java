package kubetraining.proofs;

import java.util.List;
import java.util.Locale;
import kubetraining.course.Outcome;
import kubetraining.course.ScenarioText.StepText;

/**
 * One line of the matrix: a lesson that is taken in another way than the guide has it, and how that
 * must end.
 *
 * @param id stable as long as file and names are
 * @param name the row's own, behind it that of its rule
 * @param file in which it stands, named as the feature file whose scenarios it proves
 * @param proves ids of scenarios; it is run on the first, the others are of one kind with it
 * @param whole whether all other scenarios of the file are tried in the same breath, as in a run of
 *     the guide: one mistake must fail nothing but what needs that lesson
 * @param changes what is changed in the lesson, in order
 * @param words that the message must contain, empty if the outcome is DONE
 */
record Row(
    String id,
    String name,
    String file,
    List<String> proves,
    Kind kind,
    boolean whole,
    List<StepText> changes,
    Outcome outcome,
    String words) {

  /** What is tried. */
  enum Kind {
    /** Nothing was done, or what was there before is taken away. */
    UNDONE,
    /** Something plausible that is not what was taught. */
    MISTAKE,
    /** All but one thing is right. */
    ALMOST,
    /** The right work in another legitimate way: it must pass. */
    RIGHT;

    /** As the row is tagged. */
    String tag() {
      return "@" + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Whether this is how it must end. What the suite waits for until its limit, a person is told at
   * once, so that the outcome may have another name.
   *
   * @param watched whether a person is met with it
   */
  boolean isAsStated(boolean watched, Outcome seen, String message) {
    boolean same = watched ? (seen == Outcome.DONE) == (outcome == Outcome.DONE) : seen == outcome;
    return same && message.contains(words);
  }
}
