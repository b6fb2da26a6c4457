package kubetraining.lab.embedded;

/** The embedded EC2 API refused a call, or did not answer it. */
final class Ec2CallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Ec2CallException(String message) {
    super(message);
  }

  Ec2CallException(String message, Throwable cause) {
    super(message, cause);
  }
}
