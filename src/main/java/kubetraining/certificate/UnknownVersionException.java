package kubetraining.certificate;

/** A manifest is of a version that this program does not know. */
final class UnknownVersionException extends CertificateException {
  private static final long serialVersionUID = 1L;

  UnknownVersionException(String message) {
    super(message);
  }
}
