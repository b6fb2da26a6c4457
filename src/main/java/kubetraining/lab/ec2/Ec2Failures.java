package kubetraining.lab.ec2;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says failures of the EC2 API in the user's terms, with the next thing to do. */
record Ec2Failures(Ec2Endpoint endpoint) {
  /** What to do about missing rights. */
  static final String ATTACH_POLICY =
      "attach the policy that docs/aws.md shows to their user or role, or ask the administrator of"
          + " the account to";

  /** The failure to throw instead; those that already speak the user's terms pass as they are. */
  RuntimeException told(String what, Throwable failure) {
    if (failure instanceof LabUnavailableException known) {
      var besides = besides(known);
      return besides.isEmpty()
          ? known
          : new LabUnavailableException(known, "%s%s", known.getMessage(), besides);
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new LabUnavailableException(failure, "could not %s: interrupted", what);
    }
    return unavailable(what, reasons(failure), failure);
  }

  /** The failure of a teardown, which names what stays. */
  LabUnavailableException notGivenBack(String lab, String left, Throwable failure) {
    return unavailable(
        Texts.of("give back lab '%s'", lab),
        Texts.of("still there: %s; %s", left, reasons(failure)),
        failure);
  }

  private LabUnavailableException unavailable(String what, String reasons, Throwable failure) {
    var refusal = refusals(failure).findFirst();
    var next = refusal.map(this::next).orElse("run again; './training sweep' removes what is left");
    String words = "could not %s with %s: %s; %s%s";
    String also = besides(failure);
    return new LabUnavailableException(failure, words, what, endpoint.where(), reasons, next, also);
  }

  private static String besides(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(LabUnavailableException.class::isInstance)
        .map(e -> "; also, " + e.getMessage())
        .collect(joining());
  }

  private static String reasons(Throwable failure) {
    var refusals = refusals(failure).map(Refusal::toString).collect(joining("; "));
    if (!refusals.isEmpty()) {
      return refusals;
    }
    var causes = steps(failure).map(Throwable::getMessage).collect(joining("; "));
    return causes.isEmpty() ? String.valueOf(failure.getMessage()) : causes;
  }

  private static Stream<Refusal> refusals(Throwable failure) {
    return Stream.concat(Stream.of(failure), steps(failure))
        .filter(SdkException.class::isInstance)
        .map(e -> Refusal.of((SdkException) e));
  }

  /** Why steps of a teardown failed. */
  private static Stream<Throwable> steps(Throwable failure) {
    return Arrays.stream(failure.getSuppressed()).map(Throwable::getCause).filter(Objects::nonNull);
  }

  private String next(Refusal call) {
    return switch (call.code()) {
      case "UnauthorizedOperation", "AccessDenied" ->
          Texts.of(
              "these credentials are not allowed to do %s; %s", call.missingRight(), ATTACH_POLICY);
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
}
