package kubetraining.lab.embedded.cloud;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  /**
   * @param asked instances as the EC2 API says they are
   * @param subnets those that the EC2 API knows
   * @param there the machines of the container engine
   * @param volumeOwners instances that own volumes
   * @param networked subnets that have a network
   */
  static Reconciliation of(
      List<CloudInstance> asked,
      List<CloudSubnet> subnets,
      List<MachineContainer> there,
      Set<String> volumeOwners,
      Set<String> networked) {
    var machines = there.stream().collect(toMap(MachineContainer::instanceId, each -> each));
    var create = new ArrayList<CloudInstance>();
    var restart = new ArrayList<MachineContainer>();
    var terminate = new ArrayList<CloudInstance>();
    var remove = new TreeSet<String>();
    for (CloudInstance instance : asked) {
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
    owners.addAll(volumeOwners);
    asked.stream().filter(CloudInstance::alive).forEach(each -> owners.remove(each.id()));
    remove.addAll(owners);
    var addNetworks = subnets.stream().filter(each -> !networked.contains(each.id())).toList();
    var dropNetworks = new TreeSet<>(networked);
    subnets.forEach(each -> dropNetworks.remove(each.id()));
    return new Reconciliation(addNetworks, create, restart, terminate, remove, dropNetworks);
  }

  boolean nothingToDo() {
    return Stream.of(addNetworks, create, restart, terminate, remove, dropNetworks)
        .allMatch(Collection::isEmpty);
  }
}
