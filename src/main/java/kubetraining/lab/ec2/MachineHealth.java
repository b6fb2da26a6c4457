package kubetraining.lab.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;

/**
 * How far one machine has come.
 *
 * @param checks the worse of its two status checks, in EC2's word
 */
record MachineHealth(Instance instance, String checks) {
  private static final Set<String> LOST =
      Set.of("shutting-down", "terminated", "stopping", "stopped");

  /** That of each of these machines, in their order. */
  static List<MachineHealth> of(Ec2Client ec2, List<Instance> instances) {
    var checks = checks(ec2, instances.stream().map(Instance::instanceId).toList());
    return instances.stream()
        .map(it -> new MachineHealth(it, checks.getOrDefault(it.instanceId(), "not known yet")))
        .toList();
  }

  private static Map<String, String> checks(Ec2Client ec2, List<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    try {
      var all = ec2.describeInstanceStatus(r -> r.instanceIds(ids).includeAllInstances(true));
      var byId = Collectors.toMap(InstanceStatus::instanceId, MachineHealth::worse);
      return all.instanceStatuses().stream().collect(byId);
    } catch (SdkException e) {
      if (Refusal.of(e).notFound()) {
        return Map.of();
      }
      throw e;
    }
  }

  private static String worse(InstanceStatus status) {
    return status.systemStatus().status() == SummaryStatus.OK
        ? status.instanceStatus().statusAsString()
        : status.systemStatus().statusAsString();
  }

  String state() {
    return instance.state().nameAsString();
  }

  boolean checksPassed() {
    return checks.equals("ok");
  }

  boolean healthy() {
    return state().equals("running") && checksPassed();
  }

  boolean lost() {
    return LOST.contains(state());
  }

  @Override
  public String toString() {
    var seen = Texts.of("%s %s, checks %s", instance.instanceId(), state(), checks);
    var why = Optional.ofNullable(instance.stateReason()).map(StateReason::message);
    return lost() ? seen + ", because: " + why.orElse("no reason given") : seen;
  }
}
