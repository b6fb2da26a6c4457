package kubetraining.host;

/**
 * One prerequisite that this computer was examined for.
 *
 * @param what what is needed
 * @param met whether it is there
 * @param found what was seen, or what is wrong with it
 * @param cure what to type or do; empty where it is met
 * @param optional whether a lab can do without
 */
public record Finding(String what, boolean met, String found, String cure, boolean optional) {
  /** What was found of something that is not there at all. */
  static final String NOT_FOUND = "not found";

  public Finding(String what, boolean met, String found, String cure) {
    this(what, met, found, cure, false);
  }

  /** One that is there. */
  public static Finding met(String what, String found) {
    return new Finding(what, true, found, "");
  }
}
