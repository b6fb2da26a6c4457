package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.StringInputStream;

/** The SDK's part for each kind of profile is on the class path; without, it says it is not. */
final class Ec2CredentialsTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/teacher";
  private static final String STS = "aws.endpointUrlSts";

  @Test
  void aProfileMayNameARole() {
    assertThat(
            keyOf(
                """
                [profile one]
                region = eu-west-1
                role_arn = %s
                source_profile = base
                [profile base]
                aws_access_key_id = AKIAX
                aws_secret_access_key = secret
                """,
                ROLE))
        .isEqualTo("of " + ROLE);
  }

  /** Where it asks for credentials is fixed in the SDK, so this ends one step before. */
  @Test
  void aProfileMayNameAWebIdentityWhoseTokenIsLookedFor(@TempDir Path folder) {
    var token = folder.resolve("no-such-token");

    assertThatThrownBy(
            () ->
                keyOf(
                    """
                    [profile one]
                    region = eu-west-1
                    role_arn = %s
                    web_identity_token_file = %s
                    """,
                    ROLE, token))
        .hasStackTraceContaining("NoSuchFileException: " + token);
  }

  private static String keyOf(String configuration, Object... values) {
    var file =
        ProfileFile.builder()
            .type(ProfileFile.Type.CONFIGURATION)
            .content(new StringInputStream(Texts.of(configuration, values)))
            .build();
    try (var api = new FakeEc2()) {
      System.setProperty(STS, api.uri().toString());
      try (var credentials =
          ProfileCredentialsProvider.builder().profileFile(file).profileName("one").build()) {
        return credentials.resolveCredentials().accessKeyId();
      }
    } finally {
      System.clearProperty(STS);
    }
  }
}
