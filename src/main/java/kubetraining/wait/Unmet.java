package kubetraining.wait;

/** What every failure that knows its expectation can tell. */
public interface Unmet {
  Fault fault();

  /** What should have been seen. */
  String expected();

  /** What was seen instead, last. */
  String seen();
}
