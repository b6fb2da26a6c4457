package kubetraining.lab.ec2;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kubetraining.host.Ipv4Range;
import kubetraining.host.Texts;
import kubetraining.lab.LabSpec;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Which machines a lab has, by what names, and how they are. Status checks are awaited by looks of
 * our own instead of the SDK's waiter, which goes on waiting for a machine that died and cannot say
 * why it did.
 */
record Ec2Roster(Ec2Session session) {
  private static final Comparator<Instance> BY_ADDRESS =
      Comparator.comparing(i -> Ipv4Range.parse(i.privateIpAddress() + "/32").first());

  /** The machines that exist of a lab, in no order. */
  List<Instance> of(String lab) {
    return session.holdings().instances(LabTags.ofLab(lab));
  }

  /** The machines of a lab if all of them run, have their names and pass their checks. */
  Optional<List<Machine>> whole(String lab) {
    var instances = of(lab).stream().sorted(Comparator.comparing(Ec2Roster::number)).toList();
    if (instances.isEmpty()) {
      return Optional.empty();
    }
    var expected =
        LabTags.value(instances.get(0).tags(), LabTags.MACHINES).map(Integer::parseInt).orElse(0);
    var names = instances.stream().map(Ec2Roster::name).toList();
    if (!names.equals(IntStream.rangeClosed(1, expected).mapToObj(n -> "node" + n).toList())) {
      return Optional.empty();
    }
    boolean ready = MachineHealth.of(session.calls(), instances).stream().allMatch(this::ready);
    return ready ? Optional.of(machines(instances)) : Optional.empty();
  }

  /** Gives the machines of a new lab their names, in the order of their addresses. */
  List<Instance> named(LabSpec spec) {
    var instances = listed(spec).stream().sorted(BY_ADDRESS).toList();
    for (int i = 0; i < instances.size(); i++) {
      var id = instances.get(i).instanceId();
      var name = LabTags.tag(LabTags.NAME, "node" + (i + 1));
      session.known(
          name.value() + " to take its name",
          () -> session.calls().createTags(r -> r.resources(id).tags(name)));
    }
    return instances;
  }

  private List<Instance> listed(LabSpec spec) {
    session.see(
        Texts.of("%d machines of lab '%s' to be listed", spec.machines(), spec.name()),
        Ec2Session.KNOWN_WITHIN,
        session.endpoint().quickPoll(),
        () -> of(spec.name()).stream().map(Instance::instanceId).toList(),
        ids -> ids.size() == spec.machines(),
        ids ->
            Optional.of("there are more machines than were asked for: " + ids)
                .filter(more -> ids.size() > spec.machines()));
    return of(spec.name());
  }

  /** Waits until machines pass their status checks; they keep their order. */
  List<Machine> awaitHealthy(List<Instance> instances) {
    var ids = instances.stream().map(Instance::instanceId).toList();
    var those = LabTags.machines(ids);
    var health =
        session.see(
            Texts.of("%d machines to pass their status checks", ids.size()),
            session.endpoint().machineRunning(),
            session.endpoint().poll(),
            () -> MachineHealth.of(session.calls(), session.holdings().listed(those)),
            seen -> seen.size() == ids.size() && seen.stream().allMatch(this::ready),
            Ec2Roster::lost);
    var seen = health.stream().map(MachineHealth::instance);
    return machines(seen.sorted(comparing(it -> ids.indexOf(it.instanceId()))).toList());
  }

  private static Optional<String> lost(List<MachineHealth> seen) {
    var lost = seen.stream().filter(MachineHealth::lost).map(MachineHealth::toString);
    return lost.reduce((one, other) -> one + "; " + other);
  }

  private boolean ready(MachineHealth health) {
    return health.healthy()
        && (!session.endpoint().publicAddresses() || health.instance().publicIpAddress() != null);
  }

  private static List<Machine> machines(List<Instance> inOrder) {
    var machines = new ArrayList<Machine>();
    for (Instance instance : inOrder) {
      var role = machines.isEmpty() ? MachineRole.CONTROL_PLANE : MachineRole.WORKER;
      var name = "node" + (machines.size() + 1);
      var id = instance.instanceId();
      var outside = Optional.ofNullable(instance.publicIpAddress()).filter(a -> !a.isBlank());
      machines.add(new Machine(name, role, id, outside, instance.privateIpAddress()));
    }
    return List.copyOf(machines);
  }

  private static String name(Instance instance) {
    return LabTags.value(instance.tags(), LabTags.NAME).orElse("");
  }

  private static int number(Instance instance) {
    var name = name(instance);
    return name.matches("node[1-9]\\d{0,3}") ? Integer.parseInt(name.substring(4)) : 0;
  }
}
