package kubetraining.certificate;

/**
 * Something that is not as it was when the certificate was signed.
 *
 * @param where the file, or the part of the bundle
 */
public record Finding(String where, String what) {
  @Override
  public String toString() {
    return where + ": " + what;
  }
}
