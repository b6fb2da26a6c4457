package kubetraining.lab.embedded.cloud;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to happen so that the containers on this computer match what the EC2 API says.
 *
 * @param addNetworks subnets that have no network yet
 * @param create instances that have no machine yet
 * @param restart machines that asked for a reboot
 * @param terminate instances whose machine switched itself off
 * @param remove machines, or their volumes, whose instance is gone or that were left half-made
 * @param dropNetworks networks whose subnet is gone
 */
record Reconciliation(
    List<CloudSubnet> addNetworks,
    List<CloudInstance> create,
    List<MachineContainer> restart,
    List<CloudInstance> terminate,
    Set<String> remove,
    Set<String> dropNetworks) {

  /** What the EC2 API says. */
  record Desired(List<CloudInstance> instances, List<CloudSubnet> subnets) {}

  /** What the container engine has: machines, instances that own volumes, subnets with networks. */
  record Actual(
      List<MachineContainer> machines, Set<String> volumeOwners, Set<String> networkedSubnets) {}

  static Reconciliation of(Desired desired, Actual actual) {
    var instances = byKey(desired.instances(), CloudInstance::id);
    var machines = byKey(actual.machines(), MachineContainer::instanceId);
    var create = new ArrayList<CloudInstance>();
    var restart = new ArrayList<MachineContainer>();
    var terminate = new ArrayList<CloudInstance>();
    var remove = new TreeSet<String>();
    for (CloudInstance instance : instances.values()) {
      MachineContainer machine = machines.get(instance.id());
      if (!instance.wanted()) {
        continue;
      }
      if (machine == null) {
        create.add(instance);
      } else if (machine.unfinished()) {
        remove.add(instance.id());
        create.add(instance);
      } else if (machine.askedToReboot()) {
        restart.add(machine);
      } else if (machine.exited()) {
        terminate.add(instance);
      }
    }
    var owners = new TreeSet<>(machines.keySet());
    owners.addAll(actual.volumeOwners());
    owners.removeIf(id -> instances.containsKey(id) && instances.get(id).alive());
    remove.addAll(owners);
    var subnets = byKey(desired.subnets(), CloudSubnet::id);
    var dropNetworks = new TreeSet<>(actual.networkedSubnets());
    dropNetworks.removeAll(subnets.keySet());
    var addNetworks =
        desired.subnets().stream()
            .filter(subnet -> !actual.networkedSubnets().contains(subnet.id()))
            .toList();
    return new Reconciliation(addNetworks, create, restart, terminate, remove, dropNetworks);
  }

  private static <T> Map<String, T> byKey(List<T> items, Function<T, String> key) {
    return items.stream()
        .collect(Collectors.toMap(key, item -> item, (one, other) -> one, TreeMap::new));
  }

  boolean nothingToDo() {
    return Stream.of(addNetworks, create, restart, terminate, remove, dropNetworks)
        .allMatch(Collection::isEmpty);
  }
}
