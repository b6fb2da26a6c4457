package kubetraining.lab.ec2;

import java.util.Optional;
import kubetraining.lab.LabUnavailableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.InstanceProfileRegionProvider;

/**
 * The region of a lab on AWS. Of the SDK's default chain only what follows the variables is used:
 * those are read with the settings, and the SDK does not know {@code AWS_DEFAULT_REGION}.
 */
final class Ec2Region {
  private static final String ADVICE =
      "no AWS region: set lab.aws.region, as in -Dlab.aws.region=eu-west-1, or AWS_REGION, or the"
          + " region of your profile, as in 'aws configure set region eu-west-1'";

  /**
   * The region that was named, else that of the profile, else that of the machine this runs on.
   *
   * @throws LabUnavailableException if there is none
   */
  static String of(Optional<String> named) {
    return of(
        named,
        new AwsRegionProviderChain(
            new AwsProfileRegionProvider(), new InstanceProfileRegionProvider()));
  }

  static String of(Optional<String> named, AwsRegionProvider otherwise) {
    return named.orElseGet(() -> found(otherwise));
  }

  private static String found(AwsRegionProvider provider) {
    try {
      var region = provider.getRegion();
      if (region != null) {
        return region.id();
      }
    } catch (SdkClientException e) {
      throw new LabUnavailableException(e, "%s; what was tried: %s", ADVICE, e.getMessage());
    }
    throw new LabUnavailableException(ADVICE);
  }

  private Ec2Region() {}
}
