package kubetraining.lab.ec2;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import kubetraining.host.Texts;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * How one call to the EC2 API failed.
 *
 * @param action the name of the call, for instance {@code RunInstances}
 * @param code the error code of EC2, for instance {@code DependencyViolation}; empty if none came
 * @param words what EC2, or the network, says about it
 * @param unanswered whether nobody knows if the call was carried out
 */
record Refusal(String action, String code, String words, boolean unanswered) {
  /** Nothing was made, though EC2 answers it as if something in it had broken. */
  static final String NO_CAPACITY = "InsufficientInstanceCapacity";

  /** What to do about missing rights. */
  static final String ATTACH_POLICY =
      "attach the policy that docs/aws.md shows to their user or role, or ask the administrator of"
          + " the account to";

  private static final Pattern RIGHT = Pattern.compile("\\bec2:[A-Z][A-Za-z]+\\b");

  /** Rides along as a suppressed exception: the SDK lets no exception be replaced. */
  private static final class CallName extends Exception {
    private static final long serialVersionUID = 1L;

    CallName(String action) {
      super(action, null, false, false);
    }
  }

  /** Notes in each failure which call failed; the SDK's exceptions do not say. */
  static final class Noting implements ExecutionInterceptor {
    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes call) {
      var name = new CallName(call.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
      context.exception().addSuppressed(name);
      return context.exception();
    }
  }

  static Refusal of(SdkException failure) {
    var names = Arrays.stream(failure.getSuppressed()).filter(CallName.class::isInstance);
    var action = names.map(Throwable::getMessage).findFirst().orElse("a call");
    if (failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
      var details = refusal.awsErrorDetails();
      // The encoded part is long, and only an administrator can decode it.
      var encoded = "(?s)\\s*Encoded authorization failure message:.*";
      var told = String.valueOf(details.errorMessage()).replaceFirst(encoded, "");
      var words = Texts.of("%s (request %s)", told, refusal.requestId());
      var code = String.valueOf(details.errorCode());
      return new Refusal(action, code, words, broke(refusal) && !NO_CAPACITY.equals(code));
    }
    boolean unanswered = !(failure instanceof SdkServiceException service) || broke(service);
    return new Refusal(action, "", String.valueOf(failure.getMessage()), unanswered);
  }

  private static boolean broke(SdkServiceException refusal) {
    return refusal.statusCode() >= 500 && !refusal.isThrottlingException();
  }

  /** A step that may have been done already, which this code then says. */
  static void unless(String done, Runnable step) {
    try {
      step.run();
    } catch (SdkException e) {
      if (!of(e).is(done)) {
        throw e;
      }
    }
  }

  /** The right that a call was refused for: its own, or another that EC2 names, as that to tag. */
  String missingRight() {
    var named = RIGHT.matcher(words);
    return named.find() ? named.group() : "ec2:" + action;
  }

  boolean is(String... codes) {
    return List.of(codes).contains(code);
  }

  /** What the call was about does not exist, or no longer. */
  boolean notFound() {
    return code.endsWith(".NotFound");
  }

  /** What to do about it. */
  String next() {
    return switch (code) {
      case "UnauthorizedOperation", "AccessDenied" ->
          Texts.of("these credentials are not allowed to do %s; %s", missingRight(), ATTACH_POLICY);
      case "AuthFailure", "InvalidClientTokenId", "SignatureDoesNotMatch", "OptInRequired" ->
          "AWS does not accept these credentials; check AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, that the region is enabled, and the clock of this"
              + " computer: 'aws sts get-caller-identity' must answer";
      case "ExpiredToken", "RequestExpired" ->
          "the credentials have expired or the clock of this computer is wrong; get new ones";
      case "InsufficientInstanceCapacity" ->
          "AWS has no such machines left there at the moment; try again in a few minutes, or choose"
              + " another region or instance type";
      case "VcpuLimitExceeded", "InstanceLimitExceeded" ->
          "the account is not allowed to run that many machines in the region; terminate others, or ask for"
              + " more in Service Quotas, 'Running On-Demand Standard instances' (L-1216C47A)";
      case "VpcLimitExceeded", "InternetGatewayLimitExceeded" ->
          "delete a VPC that nobody needs ('./training sweep' finds ours), or ask for more in Service"
              + " Quotas, 'VPCs per Region' (L-F678F1CE)";
      case "RequestLimitExceeded", "Throttling", "ThrottlingException" ->
          "the account makes too many EC2 calls at once, and repeating did not help; wait a minute";
      case "InvalidKeyPair.Format" ->
          "the public key of the run must be one line in OpenSSH's format";
      case "" ->
          "there was no answer; check that the address is reachable from here, and check any proxy";
      default -> "EC2 refused it; see its error code";
    };
  }

  @Override
  public String toString() {
    return code.isEmpty()
        ? Texts.of("%s: %s", action, words)
        : Texts.of("%s: %s: %s", action, code, words);
  }
}
