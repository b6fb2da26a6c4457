package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import kubetraining.lab.LabUnavailableException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.retries.AdaptiveRetryStrategy;

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
  void callsToALocalApiPassNoProxy() throws IOException {
    var before = System.getProperty("http.nonProxyHosts");
    try (var api = new FakeEc2();
        var proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.setProperty("http.proxyHost", "127.0.0.1");
      System.setProperty("http.proxyPort", Integer.toString(proxy.getLocalPort()));
      System.setProperty("http.nonProxyHosts", "");
      try (var connection = Ec2Connection.open(Ec2Endpoint.local(api.uri()))) {
        connection.calls().describeVpcs();
      }
      assertThat(api.actions()).containsExactly("DescribeVpcs");
    } finally {
      System.clearProperty("http.proxyHost");
      System.clearProperty("http.proxyPort");
      restore("http.nonProxyHosts", before);
    }
  }

  @Test
  void afterThrottlingCallsAreSentMoreSlowly() {
    try (var api = new FakeEc2();
        var connection = Ec2Connection.open(Ec2Endpoint.local(api.uri()))) {
      for (var client : List.of(connection.calls(), connection.once())) {
        assertThat(client.serviceClientConfiguration().overrideConfiguration().retryStrategy())
            .get()
            .isInstanceOf(AdaptiveRetryStrategy.class);
      }
    }
  }

  private static void restore(String property, String before) {
    if (before == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, before);
    }
  }

  @Test
  void aRegionThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Ec2Endpoint.aws(Optional.of("Frankfurt"), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'Frankfurt' is no AWS region");
  }
}
