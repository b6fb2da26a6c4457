package kubetraining.lab.embedded.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kubetraining.host.Ipv4Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReconciliationTest {
  private static final CloudSubnet SUBNET =
      new CloudSubnet("subnet-1", Ipv4Range.parse("10.42.1.0/24"));

  private static CloudInstance instance(String id, String state) {
    return new CloudInstance(id, state, "10.42.1.4", "subnet-1", Optional.of("key"));
  }

  private static MachineContainer machine(String id, String state, String status) {
    return new MachineContainer("container-of-" + id, id, state, status, "", Optional.empty());
  }

  private static <T> List<String> ids(List<T> items, Function<T, String> id) {
    return items.stream().map(id).toList();
  }

  @ParameterizedTest(name = "{0}: {4}")
  @CsvSource({
    "without a machine it gets one,    running,    ,        ,             create",
    "also before it runs,              pending,    ,        ,             create",
    "what matches is left alone,       running,    running, Up 3 minutes, nothing",
    "terminated it loses its machine,  terminated, running, Up 3 minutes, remove",
    "unknown to the API it is removed, ,           running, Up 3 minutes, remove",
    "left half-made it is made again,  running,    created, Created,      remove create",
    "off by itself it ends,            running,    exited,  Exited (130), terminate",
    "rebooting it is started again,    running,    exited,  Exited (129), restart"
  })
  void aMachineFollowsItsInstance(
      String why, String instance, String machine, String status, String todo) {
    var done =
        Reconciliation.of(
            instance == null ? List.of() : List.of(instance("i-1", instance)),
            List.of(SUBNET),
            machine == null ? List.of() : List.of(machine("i-1", machine, status)),
            Set.of(),
            Set.of("subnet-1"));
    assertThat(done.nothingToDo()).isEqualTo(todo.equals("nothing"));
    assertThat(done.remove()).isEqualTo(todo.contains("remove") ? Set.of("i-1") : Set.of());
    assertThat(ids(done.create(), CloudInstance::id)).isEqualTo(onlyIf(todo, "create"));
    assertThat(ids(done.terminate(), CloudInstance::id)).isEqualTo(onlyIf(todo, "terminate"));
    assertThat(ids(done.restart(), MachineContainer::instanceId))
        .isEqualTo(onlyIf(todo, "restart"));
  }

  private static List<String> onlyIf(String todo, String word) {
    return todo.contains(word) ? List.of("i-1") : List.of();
  }

  @Test
  void volumesWithoutMachineAreRemovedAndEachSubnetHasANetworkAndNoOtherStays() {
    var todo =
        Reconciliation.of(
            List.of(instance("i-1", "terminated"), instance("i-2", "running")),
            List.of(SUBNET),
            List.of(machine("i-2", "running", "Up")),
            Set.of("i-1", "i-2"),
            Set.of("subnet-0"));
    assertThat(todo.remove()).containsExactly("i-1");
    assertThat(todo.addNetworks()).containsExactly(SUBNET);
    assertThat(todo.dropNetworks()).containsExactly("subnet-0");
  }
}
