package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.List;
import kubetraining.host.Ipv4Range;
import kubetraining.lab.LabSpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Asks for the things of a lab, each with its tags: in earnest, or for the right to make it. */
record LabRequests(LabSpec spec) {
  private Ipv4Range range() {
    return Ipv4Range.parse(spec.networkRange());
  }

  void vpc(CreateVpcRequest.Builder vpc) {
    vpc.cidrBlock(range().toString()).tagSpecifications(on(ResourceType.VPC));
  }

  void gateway(CreateInternetGatewayRequest.Builder gateway) {
    gateway.tagSpecifications(on(ResourceType.INTERNET_GATEWAY));
  }

  void table(CreateRouteTableRequest.Builder table) {
    table.tagSpecifications(on(ResourceType.ROUTE_TABLE));
  }

  /** The route to all that is not in the lab. */
  void wayOut(CreateRouteRequest.Builder route) {
    route.destinationCidrBlock("0.0.0.0/0");
  }

  void subnet(CreateSubnetRequest.Builder subnet) {
    String range = range().labSubnet().toString();
    subnet.cidrBlock(range).tagSpecifications(on(ResourceType.SUBNET));
  }

  void group(CreateSecurityGroupRequest.Builder group) {
    group.groupName("kube-training-" + spec.name());
    group.description("Admits the caller of lab " + spec.name());
    group.tagSpecifications(on(ResourceType.SECURITY_GROUP));
  }

  void key(ImportKeyPairRequest.Builder key) {
    key.publicKeyMaterial(SdkBytes.fromUtf8String(spec.publicKey()));
    key.tagSpecifications(on(ResourceType.KEY_PAIR));
  }

  /** The rules that let in one range of callers. */
  static List<IpPermission> rules(String caller) {
    return List.of(
        rule(22, 22, caller, "SSH"),
        rule(6443, 6443, caller, "Kubernetes API"),
        rule(30000, 32767, caller, "NodePorts"));
  }

  static IpPermission rule(int from, int to, String caller, @Nullable String what) {
    var range = IpRange.builder().cidrIp(caller).description(what).build();
    var rule = IpPermission.builder().ipProtocol("tcp").fromPort(from).toPort(to);
    return rule.ipRanges(range).build();
  }

  /** The rule that lets in the machines that have the group themselves. */
  static IpPermission amongThemselves(String group) {
    var same = UserIdGroupPair.builder().groupId(group).build();
    return IpPermission.builder().ipProtocol("-1").userIdGroupPairs(same).build();
  }

  /** The tags of something that is being created. */
  TagSpecification on(ResourceType type) {
    return TagSpecification.builder().resourceType(type).tags(named()).build();
  }

  /**
   * The tags of machines that are being created. Their {@code Name} follows when their addresses,
   * which decide it, are known.
   */
  TagSpecification onMachines() {
    return TagSpecification.builder().resourceType(ResourceType.INSTANCE).tags(common()).build();
  }

  private List<Tag> named() {
    var tags = new ArrayList<>(common());
    tags.add(LabTags.tag(LabTags.NAME, "kube-training " + spec.name()));
    return tags;
  }

  private List<Tag> common() {
    return List.of(
        LabTags.tag(LabTags.LAB, spec.name()),
        LabTags.tag(LabTags.OWNER, spec.owner()),
        LabTags.tag(LabTags.EXPIRES_AT, spec.lease().until().toString()),
        LabTags.tag(LabTags.MACHINES, Integer.toString(spec.machines())));
  }
}
