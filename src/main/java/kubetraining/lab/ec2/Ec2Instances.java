package kubetraining.lab.ec2;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Machine;
import kubetraining.lab.Teardown;
import kubetraining.wait.WaitTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** Orders the machines of a lab, all in one request that is carried out once. */
record Ec2Instances(Ec2Session session, Ec2Roster roster) {
  private static final int LOOKS_AFTER_NO_ANSWER = 4;

  /** The availability zones that have machines of this type; not every zone has every type. */
  List<String> zonesWith(String instanceType) {
    var those = LabTags.filter("instance-type", instanceType);
    var where = LocationType.AVAILABILITY_ZONE;
    var offerings =
        session
            .calls()
            .describeInstanceTypeOfferingsPaginator(r -> r.locationType(where).filters(those));
    var all = offerings.instanceTypeOfferings().stream().map(InstanceTypeOffering::location);
    var zones = all.sorted().toList();
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
      MachineOrder order,
      List<String> zones,
      Ec2Network network,
      Ec2Network.Base base,
      Ec2Teardown teardown,
      Teardown undo) {
    var ids = runInOneOf(zones, order, network, base);
    undo.push("terminate machines " + ids, () -> teardown.giveBack(HeldKind.INSTANCE, ids));
    return roster.awaitHealthy(roster.named(order.spec()));
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
        network.giveUp(place);
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
    Callable<List<String>> look = () -> ids(roster.of(order.spec().name()));
    try {
      String what = "the machines of a request that got no answer";
      return Optional.of(session.see(what, limit, poll, look, ids -> !ids.isEmpty()));
    } catch (WaitTimeoutException e) {
      return Optional.empty();
    }
  }

  private static List<String> ids(List<Instance> instances) {
    return instances.stream().map(Instance::instanceId).toList();
  }
}
