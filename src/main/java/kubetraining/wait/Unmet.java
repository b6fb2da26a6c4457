package kubetraining.wait;

/** What every failure that knows its expectation can tell. */
public interface Unmet {
  /** What it expected, and what was seen. */
  Expectation unmet();

  default Fault fault() {
    return unmet().fault();
  }

  /** What should have been seen. */
  default String expected() {
    return unmet().expected();
  }

  /** What was seen instead, last. */
  default String seen() {
    return unmet().seen();
  }
}
