package kubetraining.extender;

/**
 * One node that the scheduler holds to be possible.
 *
 * @param start where its JSON begins in the request
 * @param end where its JSON has ended
 */
record Candidate(String name, Temperature temperature, int start, int end) {
  @Override
  public String toString() {
    return name + " (" + temperature.text() + ")";
  }
}
