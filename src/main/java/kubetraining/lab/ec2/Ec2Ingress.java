package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kubetraining.lab.LabUnavailableException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** From where a lab is reached: the rules of its group, which follow the caller's address. */
record Ec2Ingress(Ec2Client ec2) {

  /** The rules for one range of callers. */
  static List<IpPermission> rules(String caller) {
    return List.of(
        rule(22, 22, caller, "SSH"),
        rule(6443, 6443, caller, "Kubernetes API"),
        rule(30000, 32767, caller, "NodePorts"));
  }

  private static IpPermission rule(int from, int to, String caller, String what) {
    var range = IpRange.builder().cidrIp(caller).description(what).build();
    var rule = IpPermission.builder().ipProtocol("tcp").fromPort(from).toPort(to);
    return rule.ipRanges(range).build();
  }

  /** Lets in the machines that have the group themselves. */
  static IpPermission amongThemselves(String group) {
    return IpPermission.builder()
        .ipProtocol("-1")
        .userIdGroupPairs(UserIdGroupPair.builder().groupId(group).build())
        .build();
  }

  /** Whom the rules of a lab let in by SSH, each once. */
  List<String> letIn(String lab) {
    var ssh = rules("").get(0);
    return groups(lab).stream().flatMap(group -> ranges(group, ssh)).distinct().toList();
  }

  /**
   * Lets in one range of callers, and then no longer those that were let in before. Rules of other
   * ports are somebody's own, and stay.
   */
  void allow(String lab, String caller) {
    for (SecurityGroup group : groups(lab)) {
      var missing = new ArrayList<IpPermission>();
      var old = new ArrayList<IpPermission>();
      for (IpPermission wanted : rules(caller)) {
        var ranges = ranges(group, wanted).toList();
        if (!ranges.contains(caller)) {
          missing.add(wanted);
        }
        ranges.stream()
            .filter(range -> !range.equals(caller))
            .forEach(range -> old.add(rule(wanted.fromPort(), wanted.toPort(), range, null)));
      }
      var id = group.groupId();
      if (!missing.isEmpty()) {
        ec2.authorizeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(missing));
      }
      if (!old.isEmpty()) {
        ec2.revokeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(old));
      }
    }
  }

  private List<SecurityGroup> groups(String lab) {
    var groups = new Ec2Holdings(ec2).groups(LabTags.ofLab(lab));
    if (groups.isEmpty()) {
      throw new LabUnavailableException(
          "there is no security group of lab '%s'; is it in another region?", lab);
    }
    return groups;
  }

  /** The ranges that a group lets in to the ports of a rule. */
  private static Stream<String> ranges(SecurityGroup group, IpPermission wanted) {
    return group.ipPermissions().stream()
        .filter(
            rule ->
                wanted.ipProtocol().equals(rule.ipProtocol())
                    && wanted.fromPort().equals(rule.fromPort())
                    && wanted.toPort().equals(rule.toPort()))
        .flatMap(rule -> rule.ipRanges().stream())
        .map(IpRange::cidrIp);
  }
}
