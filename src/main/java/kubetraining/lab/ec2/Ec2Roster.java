package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kubetraining.host.Texts;
import kubetraining.lab.Ipv4Range;
import kubetraining.lab.LabSpec;
import kubetraining.lab.Machine;
import kubetraining.lab.MachineRole;
import kubetraining.progress.Progress;
import kubetraining.wait.Hopeless;
import kubetraining.wait.Waits;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;

/**
 * Which machines a lab has, by what names, and how they are. Status checks are awaited by looks of
 * our own instead of the SDK's waiter, which goes on waiting for a machine that died and cannot say
 * why it did.
 */
final class Ec2Roster {
  private static final Comparator<Instance> BY_ADDRESS =
      Comparator.comparing(i -> Ipv4Range.parse(i.privateIpAddress() + "/32").first());

  private final Ec2Client ec2;
  private final Ec2Holdings holdings;
  private final Ec2Endpoint endpoint;
  private final Waits waits;
  private final Progress progress;
  private final NewlyMade newlyMade;

  Ec2Roster(Ec2Client ec2, Ec2Endpoint endpoint, Waits waits, Progress progress) {
    this.ec2 = ec2;
    this.holdings = new Ec2Holdings(ec2);
    this.endpoint = endpoint;
    this.waits = waits;
    this.progress = progress;
    this.newlyMade = new NewlyMade(endpoint, waits);
  }

  /** The machines that exist of a lab, in no order. */
  List<Instance> of(String lab) {
    return holdings.instances(LabTags.ofLab(lab));
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
    var health = health(instances);
    return health.stream().allMatch(this::ready) ? Optional.of(machines(health)) : Optional.empty();
  }

  /** Gives the machines of a new lab their names, in the order of their addresses. */
  List<Instance> named(LabSpec spec) {
    var instances = listed(spec).stream().sorted(BY_ADDRESS).toList();
    for (int i = 0; i < instances.size(); i++) {
      var request =
          CreateTagsRequest.builder()
              .resources(instances.get(i).instanceId())
              .tags(LabTags.tag(LabTags.NAME, "node" + (i + 1)))
              .build();
      newlyMade.known(Texts.of("node%d to take its name", i + 1), () -> ec2.createTags(request));
    }
    return instances;
  }

  private List<Instance> listed(LabSpec spec) {
    var what = Texts.of("%d machines of lab '%s' to be listed", spec.machines(), spec.name());
    progress.awaiting(what);
    waits
        .upTo(NewlyMade.KNOWN_WITHIN)
        .every(endpoint.quickPoll())
        .see(
            what,
            () -> of(spec.name()).stream().map(Instance::instanceId).toList(),
            ids -> ids.size() == spec.machines(),
            ids ->
                ids.size() > spec.machines()
                    ? Optional.of(
                        Hopeless.lab("there are more machines than were asked for: " + ids))
                    : Optional.empty());
    return of(spec.name());
  }

  /** Waits until machines pass their status checks; they keep their order. */
  List<Machine> awaitHealthy(List<Instance> instances) {
    var ids = instances.stream().map(Instance::instanceId).toList();
    var those = LabTags.filter("instance-id", ids.toArray(String[]::new));
    var what = Texts.of("%d machines to pass their status checks", ids.size());
    progress.awaiting(what);
    var health =
        waits
            .upTo(endpoint.machineRunning())
            .every(endpoint.poll())
            .see(
                what,
                () -> health(holdings.listed(those)),
                seen -> seen.size() == ids.size() && seen.stream().allMatch(this::ready),
                seen ->
                    seen.stream()
                        .filter(MachineHealth::lost)
                        .map(MachineHealth::toString)
                        .reduce((one, other) -> one + "; " + other)
                        .map(Hopeless::lab));
    var byId = health.stream().collect(Collectors.toMap(h -> h.instance().instanceId(), h -> h));
    return machines(ids.stream().map(byId::get).toList());
  }

  private boolean ready(MachineHealth health) {
    return health.healthy()
        && (!endpoint.publicAddresses() || health.instance().publicIpAddress() != null);
  }

  private List<MachineHealth> health(List<Instance> instances) {
    var statuses = statuses(instances.stream().map(Instance::instanceId).toList());
    return instances.stream()
        .map(
            instance ->
                MachineHealth.of(
                    instance,
                    statuses.stream()
                        .filter(status -> status.instanceId().equals(instance.instanceId()))
                        .findFirst()))
        .toList();
  }

  private List<InstanceStatus> statuses(List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var request =
        DescribeInstanceStatusRequest.builder().instanceIds(ids).includeAllInstances(true).build();
    try {
      return ec2.describeInstanceStatus(request).instanceStatuses();
    } catch (SdkException e) {
      if (Refusal.of(e).notFound()) {
        return List.of();
      }
      throw e;
    }
  }

  private static List<Machine> machines(List<MachineHealth> inOrder) {
    var machines = new ArrayList<Machine>();
    for (var health : inOrder) {
      var instance = health.instance();
      var role = machines.isEmpty() ? MachineRole.CONTROL_PLANE : MachineRole.WORKER;
      machines.add(
          new Machine(
              "node" + (machines.size() + 1),
              role,
              instance.instanceId(),
              Optional.ofNullable(instance.publicIpAddress()).filter(a -> !a.isBlank()),
              instance.privateIpAddress()));
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
