package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import kubetraining.lab.LabUnavailableException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

final class Ec2ConnectionTest {
  private static final Ec2Endpoint AWS =
      Ec2Endpoint.aws(Optional.of("eu-west-1"), Optional.empty());

  @Test
  void aSecretThatIsTheKeyIdIsCalledTheSlipItIs() {
    var slip = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAX", "AKIAX"));

    assertThatThrownBy(() -> Ec2Connection.open(AWS, slip))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("AWS_SECRET_ACCESS_KEY=\"$YOUR_AWS_KEY_ID\"")
        .hasMessageContaining("E6")
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
}
