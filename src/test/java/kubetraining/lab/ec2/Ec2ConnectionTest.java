package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.utils.StringInputStream;

final class Ec2ConnectionTest {
  private static final Ec2Endpoint AWS =
      Ec2Endpoint.aws(Optional.of("eu-west-1"), Optional.empty());

  @Test
  void aSecretThatIsTheKeyIdIsCalledTheSlipItIs() {
    var slip = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAX", "AKIAX"));

    assertThatThrownBy(() -> Ec2Connection.open(AWS, slip))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContainingAll("AWS_SECRET_ACCESS_KEY=\"$YOUR_AWS_KEY_ID\"", "E6")
        .hasMessageNotContaining("AKIAX");
  }

  @Test
  void missingCredentialsSayWhatWasTriedAndWhatToSet() {
    var none = AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create());

    assertThatThrownBy(() -> Ec2Connection.open(AWS, none))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("no AWS credentials: set AWS_ACCESS_KEY_ID")
        .hasMessageContaining("SystemPropertyCredentialsProvider");
  }

  @Test
  void aRegionThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Ec2Endpoint.aws(Optional.of("Frankfurt"), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'Frankfurt' is not an AWS region");
  }

  @Test
  void aRegionThatIsNamedIsTakenElseThatOfTheProfile() {
    var profile =
        new AwsProfileRegionProvider(
            () -> profiles("[profile work]\nregion = eu-central-1\n"), "work");
    assertThat(Ec2Endpoint.region(Optional.of("eu-west-1"), profile)).isEqualTo("eu-west-1");
    assertThat(Ec2Endpoint.region(Optional.empty(), profile)).isEqualTo("eu-central-1");
    assertThatThrownBy(() -> Ec2Endpoint.region(Optional.empty(), () -> null))
        .hasMessageStartingWith("no AWS region");
    AwsRegionProvider none =
        () -> {
          throw SdkClientException.create("no profile says one");
        };
    assertThatThrownBy(() -> Ec2Endpoint.region(Optional.empty(), none))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageStartingWith("no AWS region: set lab.aws.region")
        .hasMessageContainingAll("AWS_REGION", "aws configure set region", "no profile says one");
  }

  /** The SDK's part for that is on the class path; without, it says it is not. */
  @Test
  void aProfileMayNameARole() {
    var role = "arn:aws:iam::123456789012:role/teacher";
    var profile =
        """
        [profile one]
        region = eu-west-1
        role_arn = %s
        source_profile = base
        [profile base]
        aws_access_key_id = AKIAX
        aws_secret_access_key = secret
        """;
    try (var api = new FakeEc2()) {
      System.setProperty("aws.endpointUrlSts", api.uri().toString());
      var one = ProfileCredentialsProvider.builder().profileName("one");
      try (var credentials = one.profileFile(profiles(Texts.of(profile, role))).build()) {
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("of " + role);
      }
    } finally {
      System.clearProperty("aws.endpointUrlSts");
    }
  }

  private static ProfileFile profiles(String text) {
    var file = ProfileFile.builder().type(ProfileFile.Type.CONFIGURATION);
    return file.content(new StringInputStream(text)).build();
  }
}
