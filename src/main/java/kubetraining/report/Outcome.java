package kubetraining.report;

/** How a scenario stands. */
public enum Outcome {
  /** Seen to be true. */
  DONE("done"),
  /** Contradicted, or impossible to look at; the message says which. */
  WRONG("wrong"),
  /** It was skipped with a reason. */
  NOT_ATTEMPTED("not attempted"),
  /** It has begun and not ended. After the run has ended: it was cut off. */
  UNDER_WAY("under way"),
  /** It was asked for and has not begun. */
  NOT_REACHED("not reached");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** As a person would say it. */
  public String words() {
    return words;
  }
}
