package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import kubetraining.lab.LabUnavailableException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.utils.StringInputStream;

final class Ec2RegionTest {
  private static final AwsProfileRegionProvider PROFILE =
      new AwsProfileRegionProvider(
          () ->
              ProfileFile.builder()
                  .type(ProfileFile.Type.CONFIGURATION)
                  .content(new StringInputStream("[profile work]\nregion = eu-central-1\n"))
                  .build(),
          "work");

  @Test
  void aRegionThatIsNamedIsTaken() {
    assertThat(Ec2Region.of(Optional.of("eu-west-1"), PROFILE)).isEqualTo("eu-west-1");
  }

  @Test
  void elseItIsThatOfTheProfile() {
    assertThat(Ec2Region.of(Optional.empty(), PROFILE)).isEqualTo("eu-central-1");
  }

  @Test
  void withoutAnyTheMessageNamesTheWaysToSetOne() {
    assertThatThrownBy(
            () ->
                Ec2Region.of(
                    Optional.empty(),
                    () -> {
                      throw SdkClientException.create("no profile says one");
                    }))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageStartingWith("no AWS region: set lab.aws.region")
        .hasMessageContaining("AWS_REGION")
        .hasMessageContaining("aws configure set region")
        .hasMessageEndingWith("no profile says one");
    assertThatThrownBy(() -> Ec2Region.of(Optional.empty(), () -> null))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageStartingWith("no AWS region");
  }
}
