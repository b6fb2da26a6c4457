package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kubetraining.lab.LabSpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Of zones without machines, Amazon tells with a status that leaves open what was done. */
final class Ec2ZonesTest {
  private static final LabSpec SPEC = QuickLab.spec("spark", "ada");

  @AutoClose private final FakeEc2 api = new FakeEc2();
  @AutoClose private final Ec2LabProvider provider = QuickLab.connect(api);

  @Test
  void aZoneWithoutMachinesIsAskedOnce() {
    letTheRehearsalPass();
    noneLeft();

    assertThat(provider.provision(SPEC)).hasSize(4);
    assertThat(api.calls("RunInstances"))
        .as("the rehearsal, and an order for each zone")
        .hasSize(3);
    assertThat(api.calls("CreateSubnet"))
        .extracting(call -> call.get("AvailabilityZone"))
        .containsExactly("us-east-1a", "us-east-1b");
    assertThat(api.memory.all("subnet")).hasSize(1);
  }

  @Test
  void whatStaysWhenNoZoneHasMachinesIsTold() {
    letTheRehearsalPass();
    noneLeft();
    noneLeft();
    api.refuse("DeleteVpc", "UnauthorizedOperation").refuse("DeleteVpc", "UnauthorizedOperation");

    assertThatThrownBy(() -> provider.provision(SPEC))
        .hasMessageContaining("in none of its zones us-east-1a, us-east-1b")
        .hasMessageContaining("besides, could not give back lab 'spark'")
        .hasMessageContaining("still there: VPC vpc-1");
  }

  private void letTheRehearsalPass() {
    api.refuse("RunInstances", "DryRunOperation");
  }

  private void noneLeft() {
    api.refuse("RunInstances", 500, "InsufficientInstanceCapacity", "We have none.");
  }
}
