package kubetraining.lab.ec2;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kubetraining.host.Ipv4Range;
import kubetraining.host.Texts;
import kubetraining.lab.LabSpec;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.wait.WaitTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * The machines of a lab: ordered in one request that is carried out once, by what names, and how
 * they are. Status checks are awaited by looks of our own instead of the SDK's waiter, which goes
 * on waiting for a machine that died and cannot say why it did.
 */
record Ec2Machines(Ec2Session session) {
  private static final int LOOKS_AFTER_NO_ANSWER = 4;

  private static final Pattern ZONE = Pattern.compile("[a-z]+(-[a-z]+)+-\\d+[a-z]");
  private static final Comparator<Instance> BY_ADDRESS =
      comparing(i -> Ipv4Range.parse(i.privateIpAddress() + "/32").first());

  /**
   * The availability zones that have machines of this type; not every zone has every type. Local
   * zones, which some accounts have turned on, are listed as well, as us-west-2-lax-1a: they cost
   * more, and not each of them has such volumes.
   */
  List<String> zonesWith(String instanceType) {
    var those = LabTags.filter("instance-type", instanceType);
    var where = LocationType.AVAILABILITY_ZONE;
    var ec2 = session.calls();
    var offerings =
        ec2.describeInstanceTypeOfferingsPaginator(r -> r.locationType(where).filters(those));
    var all = offerings.instanceTypeOfferings().stream().map(InstanceTypeOffering::location);
    var zones = all.filter(ZONE.asMatchPredicate()).sorted().toList();
    if (zones.isEmpty()) {
      throw new LabUnavailableException(
          "%s offers no machines of type '%s'; choose another type or region",
          session.endpoint().where(), instanceType);
    }
    return zones;
  }

  /** Asks whether the order would be carried out, and throws what would stop it. */
  void rehearse(MachineOrder order) {
    try {
      session.connection().dry().runInstances(order.rehearsal());
    } catch (SdkException e) {
      // What the machines would be put into does not exist, which is told once the rights passed.
      var refusal = Refusal.of(e);
      if (!refusal.is("DryRunOperation", "InvalidSubnetID.NotFound")
          && !refusal.is("InvalidGroup.NotFound", "InvalidKeyPair.NotFound")) {
        throw e;
      }
    }
  }

  /** Orders the machines in the first zone that has them, names them, and awaits their health. */
  List<Machine> run(
      MachineOrder order, List<String> zones, Ec2Network network, Ec2Network.Base base) {
    var ids = runInOneOf(zones, order, network, base);
    var undo = network.undo();
    undo.push("terminate machines " + ids, () -> network.giveBack(HeldKind.INSTANCE, ids));
    return awaitHealthy(named(order.spec()));
  }

  private List<String> runInOneOf(
      List<String> zones, MachineOrder order, Ec2Network network, Ec2Network.Base base) {
    SdkException out = null;
    for (int i = 0; i < zones.size(); i++) {
      var place = network.placeIn(zones.get(i), base, i + 1);
      try {
        return runOnce(order, order.request(place, session.endpoint().publicAddresses()));
      } catch (SdkException e) {
        if (!Refusal.of(e).is(Refusal.NO_CAPACITY)) {
          throw e;
        }
        session.progress().note(Texts.of("No such machines are left in %s", zones.get(i)));
        out = e;
        network.giveBack(HeldKind.SUBNET, List.of(place.subnetId()));
      }
    }
    String words =
        "%s has no %d x %s left at the moment in any of its zones %s; try again"
            + " in a few minutes, or choose another region or instance type";
    String where = session.endpoint().where();
    var spec = order.spec();
    String all = String.join(", ", zones);
    throw new LabUnavailableException(out, words, where, spec.machines(), spec.instanceType(), all);
  }

  /**
   * Sends the request again only after a look. Not every API knows the token again, and one that
   * does not would make the machines twice.
   */
  private List<String> runOnce(MachineOrder order, RunInstancesRequest request) {
    try {
      return send(request);
    } catch (SdkException e) {
      if (!Refusal.of(e).unanswered()) {
        throw e;
      }
      String note = "The request for machines got no answer; checking whether it was carried out";
      session.progress().note(note);
      return carriedOut(order).orElseGet(() -> send(request));
    }
  }

  private List<String> send(RunInstancesRequest request) {
    var once = session.connection().once();
    String what = "what the machines are put into to be known";
    return ids(session.known(what, () -> once.runInstances(request)).instances());
  }

  private Optional<List<String>> carriedOut(MachineOrder order) {
    var poll = session.endpoint().poll();
    var limit = poll.multipliedBy(LOOKS_AFTER_NO_ANSWER);
    Callable<List<String>> look = () -> ids(of(order.spec().name()));
    try {
      String what = "the machines of a request that got no answer";
      return Optional.of(session.see(what, limit, poll, look, ids -> !ids.isEmpty()));
    } catch (WaitTimeoutException e) {
      return Optional.empty();
    }
  }

  /** The machines that exist of a lab, in no order. */
  List<Instance> of(String lab) {
    return session.holdings().instances(LabTags.ofLab(lab));
  }

  /** The machines of a lab if all of them run, have their names and pass their checks. */
  Optional<List<Machine>> whole(String lab) {
    var instances = of(lab).stream().sorted(comparing(Ec2Machines::number)).toList();
    if (instances.isEmpty()) {
      return Optional.empty();
    }
    var expected =
        LabTags.value(instances.get(0).tags(), LabTags.MACHINES).map(Integer::parseInt).orElse(0);
    var names = instances.stream().map(it -> LabTags.name(it.tags())).toList();
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
        () -> ids(of(spec.name())),
        ids -> ids.size() == spec.machines(),
        ids ->
            Optional.of("there are more machines than were asked for: " + ids)
                .filter(more -> ids.size() > spec.machines()));
    return of(spec.name());
  }

  /** Waits until machines pass their status checks; they keep their order. */
  List<Machine> awaitHealthy(List<Instance> instances) {
    var ids = ids(instances);
    var those = LabTags.machines(ids);
    var health =
        session.see(
            Texts.of("%d machines to pass their status checks", ids.size()),
            session.endpoint().machineRunning(),
            session.endpoint().poll(),
            () -> MachineHealth.of(session.calls(), session.holdings().listed(those)),
            seen -> seen.size() == ids.size() && seen.stream().allMatch(this::ready),
            Ec2Machines::lost);
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

  private static List<String> ids(List<Instance> instances) {
    return instances.stream().map(Instance::instanceId).toList();
  }

  private static int number(Instance instance) {
    var name = LabTags.name(instance.tags());
    return name.matches("node[1-9]\\d{0,3}") ? Integer.parseInt(name.substring(4)) : 0;
  }
}
