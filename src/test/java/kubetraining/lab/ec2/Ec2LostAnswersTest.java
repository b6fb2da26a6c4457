package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import kubetraining.lab.LabSpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Ec2LostAnswersTest {
  private static final LabSpec SPEC = QuickLab.spec("spark", "ada");

  @AutoClose private final FakeEc2 api = new FakeEc2();
  @AutoClose private final Ec2LabProvider provider = QuickLab.connect(api);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateVpc",
        "CreateInternetGateway",
        "AttachInternetGateway",
        "CreateSubnet",
        "CreateRouteTable",
        "CreateRoute",
        "AssociateRouteTable",
        "CreateSecurityGroup",
        "AuthorizeSecurityGroupIngress",
        "ImportKeyPair",
        "RunInstances",
        "CreateTags"
      })
  void aCallWhoseAnswerGotLostIsNoFailure(String action) {
    api.loseAnswer(action);

    assertThat(provider.provision(SPEC)).hasSize(4);
    provider.release("spark");
    assertThat(provider.leftovers()).isEmpty();
  }

  @Test
  void aRehearsalThatGotNoAnswerIsSentAgain() {
    api.refuse("RunInstances", 500, "InternalError", "out of order");

    assertThat(provider.provision(SPEC)).hasSize(4);
  }

  @Test
  void aRequestForMachinesThatGotNoAnswerIsNotCarriedOutTwice() {
    api.loseAnswer("RunInstances");

    assertThat(provider.provision(SPEC)).hasSize(4);
    assertThat(api.memory.all("instance")).hasSize(4);
    assertThat(api.calls("RunInstances")).as("the rehearsal, and one order").hasSize(2);
  }

  @Test
  void aRequestForMachinesThatWasNeverCarriedOutIsSentAgain() {
    api.refuse("RunInstances", "DryRunOperation");
    api.refuse("RunInstances", 500, "InternalError", "out of order");

    assertThat(provider.provision(SPEC)).hasSize(4);
    var requests = api.calls("RunInstances");
    assertThat(requests).hasSize(3);
    assertThat(requests.get(1).get("ClientToken")).isEqualTo(requests.get(2).get("ClientToken"));
  }
}
