package kubetraining.lab.ec2;

import java.util.List;
import java.util.Map;

/**
 * What the EC2 API says of a lab, for assertions.
 *
 * @param instances the machines that exist, by name
 * @param ingress what the security group of the lab lets in
 */
public record Ec2Observation(List<SeenInstance> instances, List<IngressRule> ingress) {

  /**
   * One machine.
   *
   * @param state for instance {@code running}
   * @param systemStatus the check of the host below it, {@code ok} if it passes
   * @param instanceStatus the check of the machine itself
   * @param tokensRequired whether its metadata is given only to those with a token (IMDSv2)
   * @param groups the identifiers of its security groups
   */
  public record SeenInstance(
      String name,
      String id,
      String type,
      String state,
      String systemStatus,
      String instanceStatus,
      boolean tokensRequired,
      List<String> groups,
      Map<String, String> tags) {}

  /**
   * One rule of the security group.
   *
   * @param group the identifier of the group whose rule it is
   * @param protocol {@code tcp}, or {@code -1} for all
   * @param source a range of addresses, or the identifier of a group
   */
  public record IngressRule(
      String group, String protocol, int fromPort, int toPort, String source) {}
}
