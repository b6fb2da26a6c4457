package kubetraining.lab.ec2;

import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** One call that the EC2 API refused or did not answer; knows which call it was. */
final class Ec2CallException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String action;
  private final String code;
  private final boolean unanswered;

  private Ec2CallException(
      String action, String code, String message, boolean unanswered, Throwable cause) {
    super(message, cause);
    this.action = action;
    this.code = code;
    this.unanswered = unanswered;
  }

  static Ec2CallException of(String action, Throwable failure) {
    if (failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
      var details = refusal.awsErrorDetails();
      // The encoded part is long, and only an administrator's key opens it.
      var words =
          String.valueOf(details.errorMessage())
              .replaceFirst("\\s*Encoded authorization failure message:.*", "");
      var message =
          "%s: %s %s (request %s)"
              .formatted(action, details.errorCode(), words, refusal.requestId());
      return new Ec2CallException(
          action, String.valueOf(details.errorCode()), message, broke(refusal), failure);
    }
    var unanswered = !(failure instanceof SdkServiceException service) || broke(service);
    return new Ec2CallException(
        action, "", action + ": " + failure.getMessage(), unanswered, failure);
  }

  private static boolean broke(SdkServiceException refusal) {
    return refusal.statusCode() >= 500 && !refusal.isThrottlingException();
  }

  /** The name of the call, for instance {@code RunInstances}. */
  String action() {
    return action;
  }

  /** The error code of EC2, for instance {@code DependencyViolation}; empty without an answer. */
  String code() {
    return code;
  }

  boolean is(String... codes) {
    return List.of(codes).contains(code);
  }

  /** What the call was about does not exist, or no longer. */
  boolean notFound() {
    return code.endsWith(".NotFound");
  }

  /** Nobody knows whether the call was carried out. */
  boolean unanswered() {
    return unanswered;
  }
}
