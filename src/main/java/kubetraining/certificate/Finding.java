package kubetraining.certificate;

/**
 * Something that is not as it was when the certificate was signed, or not as it was asked for.
 *
 * @param where the file, or the part of the bundle
 */
public record Finding(String where, String what, Refusal refusal) {
  @Override
  public String toString() {
    return where + ": " + what;
  }
}
