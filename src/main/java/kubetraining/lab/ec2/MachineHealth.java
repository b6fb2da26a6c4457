package kubetraining.lab.ec2;

import java.util.Optional;
import java.util.Set;
import kubetraining.host.Texts;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;

/**
 * How far one machine has come.
 *
 * @param checks the worse of its two status checks, in EC2's word
 * @param why what EC2 gives as the reason of its state, if anything
 */
record MachineHealth(Instance instance, String state, String checks, Optional<String> why) {
  private static final Set<String> LOST =
      Set.of("shutting-down", "terminated", "stopping", "stopped");

  static MachineHealth of(Instance instance, Optional<InstanceStatus> status) {
    var checks =
        status
            .map(
                s ->
                    s.systemStatus().status() == SummaryStatus.OK
                        ? s.instanceStatus().statusAsString()
                        : s.systemStatus().statusAsString())
            .orElse("not known yet");
    var why = Optional.ofNullable(instance.stateReason()).map(StateReason::message);
    return new MachineHealth(instance, instance.state().nameAsString(), checks, why);
  }

  boolean healthy() {
    return state.equals("running") && checks.equals("ok");
  }

  boolean lost() {
    return LOST.contains(state);
  }

  @Override
  public String toString() {
    var seen = Texts.of("%s %s, checks %s", instance.instanceId(), state, checks);
    return lost() ? seen + ", because: " + why.orElse("no reason given") : seen;
  }
}
