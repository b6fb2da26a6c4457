package kubetraining.lab.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReconciliationTest {
  private static final CloudSubnet SUBNET =
      new CloudSubnet("subnet-1", Ipv4Range.parse("10.42.1.0/24"));

  private static CloudInstance instance(String id, String state) {
    return new CloudInstance(id, state, "10.42.1.4", "subnet-1", Optional.of("key"));
  }

  private static MachineContainer machine(String id, String state, String status) {
    return new MachineContainer("container-of-" + id, id, state, status, "", Optional.empty());
  }

  private static Reconciliation of(List<CloudInstance> instances, MachineContainer... machines) {
    return Reconciliation.of(
        new Reconciliation.Desired(instances, List.of(SUBNET)),
        new Reconciliation.Actual(List.of(machines), Set.of(), Set.of("subnet-1")));
  }

  @Test
  void aRunningInstanceWithoutAMachineGetsOne() {
    var todo = of(List.of(instance("i-1", "running"), instance("i-2", "pending")));
    assertThat(todo.create()).extracting(CloudInstance::id).containsExactly("i-1", "i-2");
  }

  @Test
  void whatMatchesIsLeftAlone() {
    var todo = of(List.of(instance("i-1", "running")), machine("i-1", "running", "Up 3 minutes"));
    assertThat(todo.nothingToDo()).isTrue();
  }

  @Test
  void aTerminatedInstanceLosesItsMachine() {
    var todo =
        of(List.of(instance("i-1", "terminated")), machine("i-1", "running", "Up 3 minutes"));
    assertThat(todo.remove()).containsExactly("i-1");
    assertThat(todo.create()).isEmpty();
  }

  @Test
  void aMachineThatTheApiDoesNotKnowIsRemoved() {
    assertThat(of(List.of(), machine("i-9", "running", "Up 3 minutes")).remove())
        .containsExactly("i-9");
  }

  @Test
  void aMachineThatARunLeftHalfMadeIsMadeAgain() {
    var todo = of(List.of(instance("i-1", "running")), machine("i-1", "created", "Created"));
    assertThat(todo.remove()).containsExactly("i-1");
    assertThat(todo.create()).extracting(CloudInstance::id).containsExactly("i-1");
  }

  @Test
  void aMachineThatSwitchedItselfOffEndsItsInstance() {
    var todo =
        of(
            List.of(instance("i-1", "running")),
            machine("i-1", "exited", "Exited (130) 2 seconds ago"));
    assertThat(todo.terminate()).extracting(CloudInstance::id).containsExactly("i-1");
    assertThat(todo.restart()).isEmpty();
  }

  @Test
  void aMachineThatRebootsIsStartedAgain() {
    var todo =
        of(
            List.of(instance("i-1", "running")),
            machine("i-1", "exited", "Exited (129) 2 seconds ago"));
    assertThat(todo.restart()).extracting(MachineContainer::instanceId).containsExactly("i-1");
    assertThat(todo.terminate()).isEmpty();
  }

  @Test
  void volumesWhoseMachineIsGoneAlreadyAreRemovedToo() {
    var todo =
        Reconciliation.of(
            new Reconciliation.Desired(
                List.of(instance("i-1", "terminated"), instance("i-2", "running")), List.of()),
            new Reconciliation.Actual(
                List.of(machine("i-2", "running", "Up")), Set.of("i-1", "i-2"), Set.of()));
    assertThat(todo.remove()).containsExactly("i-1");
  }

  @Test
  void eachSubnetHasANetworkAndNoOtherStays() {
    var todo =
        Reconciliation.of(
            new Reconciliation.Desired(List.of(), List.of(SUBNET)),
            new Reconciliation.Actual(List.of(), Set.of(), Set.of("subnet-0")));
    assertThat(todo.addNetworks()).containsExactly(SUBNET);
    assertThat(todo.dropNetworks()).containsExactly("subnet-0");
  }
}
