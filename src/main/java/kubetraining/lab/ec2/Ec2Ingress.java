package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.List;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** From where a lab is reached: the rules of its group, which follow the caller's address. */
final class Ec2Ingress {
  private final Ec2Client ec2;
  private final Ec2Holdings holdings;

  Ec2Ingress(Ec2Client ec2) {
    this.ec2 = ec2;
    this.holdings = new Ec2Holdings(ec2);
  }

  /** The rules for one range of callers. */
  static List<IpPermission> rules(String caller) {
    return List.of(
        rule(22, 22, caller, "SSH"),
        rule(6443, 6443, caller, "Kubernetes API"),
        rule(30000, 32767, caller, "NodePorts"));
  }

  private static IpPermission rule(int from, int to, String caller, String what) {
    return IpPermission.builder()
        .ipProtocol("tcp")
        .fromPort(from)
        .toPort(to)
        .ipRanges(IpRange.builder().cidrIp(caller).description(what).build())
        .build();
  }

  /** Whom the rules of a lab let in by SSH, each once. */
  List<String> letIn(String lab) {
    var ssh = rules("").get(0);
    return groups(lab).stream()
        .flatMap(group -> group.ipPermissions().stream())
        .filter(rule -> samePorts(rule, ssh))
        .flatMap(rule -> rule.ipRanges().stream())
        .map(IpRange::cidrIp)
        .distinct()
        .toList();
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
        var ranges =
            group.ipPermissions().stream()
                .filter(rule -> samePorts(rule, wanted))
                .flatMap(rule -> rule.ipRanges().stream())
                .map(IpRange::cidrIp)
                .toList();
        if (!ranges.contains(caller)) {
          missing.add(wanted);
        }
        ranges.stream()
            .filter(range -> !range.equals(caller))
            .forEach(range -> old.add(rule(wanted.fromPort(), wanted.toPort(), range, null)));
      }
      change(group.groupId(), missing, old);
    }
  }

  private void change(String group, List<IpPermission> missing, List<IpPermission> old) {
    if (!missing.isEmpty()) {
      ec2.authorizeSecurityGroupIngress(
          AuthorizeSecurityGroupIngressRequest.builder()
              .groupId(group)
              .ipPermissions(missing)
              .build());
    }
    if (!old.isEmpty()) {
      ec2.revokeSecurityGroupIngress(
          RevokeSecurityGroupIngressRequest.builder().groupId(group).ipPermissions(old).build());
    }
  }

  private List<SecurityGroup> groups(String lab) {
    var groups = holdings.groups(LabTags.ofLab(lab));
    if (groups.isEmpty()) {
      throw new LabUnavailableException(
          Texts.of("there is no security group of lab '%s'; is it in another region?", lab));
    }
    return groups;
  }

  private static boolean samePorts(IpPermission rule, IpPermission other) {
    return other.ipProtocol().equals(rule.ipProtocol())
        && other.fromPort().equals(rule.fromPort())
        && other.toPort().equals(rule.toPort());
  }
}
