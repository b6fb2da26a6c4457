package kubetraining.lab.ec2;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.InstanceProfileRegionProvider;

/**
 * Which EC2 API a lab comes from, and the few habits that differ from one to the other. The code
 * that uses it is the same for all.
 *
 * @param api the address of the API, or empty for Amazon's own in {@code region}
 * @param account the account that must be the one that pays; empty if any may be
 * @param caller who may reach the machines from outside
 * @param poll how often is looked while something is awaited
 * @param machineRunning how long machines may take until their status checks pass
 * @param machineTerminated how long machines, and then all else, may take to be gone
 */
public record Ec2Endpoint(
    Optional<URI> api,
    String region,
    Optional<String> account,
    CallerRange caller,
    Duration poll,
    Duration machineRunning,
    Duration machineTerminated) {
  /** The region of an EC2 API on this computer. */
  public static final String LOCAL_REGION = "us-east-1";

  private static final String ADVICE =
      "no AWS region: set lab.aws.region, as in -Dlab.aws.region=eu-west-1, or AWS_REGION, or the"
          + " region of your profile, as in 'aws configure set region eu-west-1'";

  private static final Duration QUICK = Duration.ofSeconds(2);
  private static final Duration RUNNING = Duration.ofMinutes(10);
  private static final Duration TERMINATED = Duration.ofMinutes(5);

  public Ec2Endpoint {
    if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
      throw new IllegalArgumentException(
          Texts.of("'%s' is not an AWS region; they look like eu-west-1", region));
    }
  }

  /**
   * Amazon's EC2, which costs money, with the credentials that AWS tools find.
   *
   * @param region if empty, that of the profile
   * @param account the account that must be the one that pays; empty if any may be
   * @throws kubetraining.lab.LabUnavailableException if there is no region
   */
  public static Ec2Endpoint aws(Optional<String> region, Optional<String> account) {
    var caller = CallerRange.asSeenBy(URI.create("https://checkip.amazonaws.com"));
    var poll = Duration.ofSeconds(15);
    return new Ec2Endpoint(
        Optional.empty(), region(region), account, caller, poll, RUNNING, TERMINATED);
  }

  /** An EC2 API on this computer, which nothing of ours leaves. */
  public static Ec2Endpoint local(URI api) {
    return local(api, Optional.empty());
  }

  /** The same, with accounts, one of which must be the one that pays; empty if any may be. */
  public static Ec2Endpoint local(URI api, Optional<String> account) {
    var caller = CallerRange.gateway();
    var poll = Duration.ofMillis(200);
    return new Ec2Endpoint(
        Optional.of(api), LOCAL_REGION, account, caller, poll, RUNNING, TERMINATED);
  }

  /** The same API, for machines that {@code other} may reach. */
  public Ec2Endpoint reachedFrom(CallerRange other) {
    return new Ec2Endpoint(api, region, account, other, poll, machineRunning, machineTerminated);
  }

  /** Whether the machines get public addresses, which the caller then uses. */
  boolean publicAddresses() {
    return api.isEmpty();
  }

  /** Whether somebody is asked to pay. */
  boolean hasAccounts() {
    return api.isEmpty() || account.isPresent();
  }

  /** How often is looked while something is awaited that takes seconds. */
  Duration quickPoll() {
    return poll.compareTo(QUICK) < 0 ? poll : QUICK;
  }

  /** How messages name this API. */
  String where() {
    return api.map(uri -> "the EC2 API at " + uri).orElse("EC2 in " + region);
  }

  /**
   * The region that was named, else that of the profile, else that of the machine this runs on. Of
   * the SDK's default chain only what follows the variables is used: those are read with the
   * settings, and the SDK does not know {@code AWS_DEFAULT_REGION}.
   *
   * @throws LabUnavailableException if there is none
   */
  private static String region(Optional<String> named) {
    var profile = new AwsProfileRegionProvider();
    return region(named, new AwsRegionProviderChain(profile, new InstanceProfileRegionProvider()));
  }

  static String region(Optional<String> named, AwsRegionProvider otherwise) {
    if (named.isPresent()) {
      return named.get();
    }
    try {
      var region = otherwise.getRegion();
      if (region != null) {
        return region.id();
      }
    } catch (SdkClientException e) {
      throw new LabUnavailableException(e, "%s; what was tried: %s", ADVICE, e.getMessage());
    }
    throw new LabUnavailableException(ADVICE);
  }
}
