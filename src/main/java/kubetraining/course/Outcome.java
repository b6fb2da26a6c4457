package kubetraining.course;

import java.util.Locale;

/** What has become of a scenario. */
public enum Outcome {
  /** Seen to be true. */
  DONE,
  /** Contradicted: something else was expected than was seen. */
  WRONG,
  /** Nothing contradicts it, but what it is about is not there. */
  NOT_YET,
  /** Its limit was reached; the message ends with the last observation. */
  TIMEOUT,
  /**
   * Machines, network, registry, API server or load generator failed; the trainee is not to blame.
   */
  LAB_FAULT,
  /**
   * This suite failed: nothing is proven, and neither the trainee nor the lab is to blame. Also
   * whatever nobody foresaw.
   */
  SUITE_FAULT,
  /** What it needs has not come true; the message names the scenario that blocks it. */
  BLOCKED,
  /** This host cannot have what it needs; the message gives the reason and the cure. */
  NOT_ATTEMPTED,
  /** It has begun and not ended. After the run has ended: it was cut off. */
  UNDER_WAY,
  /** It was asked for and has not begun. */
  NOT_REACHED;

  /** As a person would say it. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
