package kubetraining.course;

/** What has become of a scenario. */
public enum Outcome {
  /** Seen to be true. */
  DONE("done"),
  /** Contradicted: something else was expected than was seen. */
  WRONG("wrong"),
  /** Nothing contradicts it, but what it is about is not there. */
  NOT_YET("not yet"),
  /** Its limit was reached; the message ends with the last observation. */
  TIMEOUT("timeout"),
  /**
   * Machines, network, registry, API server or load generator failed; the trainee is not to blame.
   */
  LAB_FAULT("lab fault"),
  /**
   * This suite failed: nothing is proven, and neither the trainee nor the lab is to blame. Also
   * whatever nobody foresaw.
   */
  SUITE_FAULT("suite fault"),
  /** What it needs has not come true; the message names the scenario that blocks it. */
  BLOCKED("blocked"),
  /** This host cannot have what it needs; the message gives the reason and the cure. */
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

  /** Whether somebody has to do something about this very scenario, and not about another one. */
  public boolean failed() {
    return ofTrainee() || this == LAB_FAULT || this == SUITE_FAULT;
  }

  /** Whether it says of the trainee's work that it is not as it should be. */
  public boolean ofTrainee() {
    return this == WRONG || this == NOT_YET || this == TIMEOUT;
  }
}
