package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import kubetraining.wait.WaitLedger;
import kubetraining.wait.WaitTimeoutException;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

final class NewlyMadeTest {
  @AutoClose private final FakeEc2 api = new FakeEc2();

  /** A minute, in 60 milliseconds. */
  private final NewlyMade newlyMade =
      new NewlyMade(
          Ec2Endpoint.local(URI.create("http://127.0.0.1:1")),
          new Waits(new WaitLedger()).times(0.001));

  @ParameterizedTest
  @CsvSource({
    "AttachInternetGateway, InvalidInternetGatewayID.NotFound",
    "CreateSubnet, InvalidVpcID.NotFound",
    "CreateRouteTable, InvalidVpcID.NotFound",
    "CreateRoute, InvalidRouteTableID.NotFound",
    "AssociateRouteTable, InvalidSubnetID.NotFound",
    "CreateSecurityGroup, InvalidVpcID.NotFound",
    "AuthorizeSecurityGroupIngress, InvalidGroup.NotFound",
    "RunInstances, InvalidSubnetID.NotFound",
    "CreateTags, InvalidInstanceID.NotFound",
  })
  void whatIsNotKnownEverywhereAtFirstIsAskedForAgain(String action, String code) {
    if (action.equals("RunInstances")) {
      api.refuse(action, "DryRunOperation");
    }
    api.refuse(action, code).refuse(action, code);

    try (var provider = QuickLab.connect(api)) {
      assertThat(provider.provision(QuickLab.spec("spark", "ada"))).hasSize(4);
    }
    assertThat(api.memory.all("instance")).hasSize(4);
    assertThat(api.memory.all("subnet")).hasSize(1);
  }

  @Test
  void whatStaysUnknownEndsTheWaitWithItsCode() {
    var calls = new AtomicInteger();

    assertThatThrownBy(
            () -> newlyMade.known("vpc-1 to be known", refused(calls, "InvalidVpcID.NotFound")))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("vpc-1 to be known")
        .hasMessageContaining("InvalidVpcID.NotFound");
    assertThat(calls).hasValueGreaterThan(1);
  }

  @Test
  void anyOtherRefusalCountsAtOnce() {
    var calls = new AtomicInteger();

    assertThatThrownBy(
            () -> newlyMade.known("vpc-1 to be known", refused(calls, "UnauthorizedOperation")))
        .isInstanceOf(Ec2Exception.class);
    assertThat(calls).hasValue(1);
  }

  private static Supplier<String> refused(AtomicInteger calls, String code) {
    return () -> {
      calls.incrementAndGet();
      throw Ec2Exception.builder()
          .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("no").build())
          .statusCode(400)
          .build();
    };
  }
}
