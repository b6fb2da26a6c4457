package kubetraining.wait;

/** In which way something that was expected did not come true. */
public enum Fault {
  /** Something else was seen, which contradicts it. */
  CONTRADICTED,
  /** Nothing contradicts it, but what it is about is not there. */
  NOT_THERE,
  /** Its limit was reached, and until then it could still come true. */
  TOO_LATE,
  /** A part of the lab failed; the trainee is not to blame. */
  LAB,
  /** This suite failed at its own work; nobody knows whether the claim is true. */
  SUITE
}
