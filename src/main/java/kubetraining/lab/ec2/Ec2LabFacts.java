package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import kubetraining.lab.ImageFacts;
import kubetraining.lab.IngressRule;
import kubetraining.lab.InstanceFacts;
import kubetraining.lab.LabFacts;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What the EC2 API says about a lab; each call asks it anew. */
record Ec2LabFacts(Ec2Client ec2, String lab) implements LabFacts {

  @Override
  public List<InstanceFacts> instances() {
    var instances = new Ec2Holdings(ec2).instances(LabTags.ofLab(lab));
    var healthy = healthy(instances);
    return instances.stream()
        .map(instance -> facts(instance, healthy.contains(instance.instanceId())))
        .sorted(Comparator.comparing(InstanceFacts::name))
        .toList();
  }

  private List<String> healthy(List<Instance> instances) {
    if (instances.isEmpty()) {
      return List.of();
    }
    var request =
        DescribeInstanceStatusRequest.builder()
            .instanceIds(instances.stream().map(Instance::instanceId).toList())
            .includeAllInstances(true)
            .build();
    return ec2.describeInstanceStatus(request).instanceStatuses().stream()
        .filter(Ec2LabFacts::ok)
        .map(InstanceStatus::instanceId)
        .toList();
  }

  private static boolean ok(InstanceStatus status) {
    return status.systemStatus().status() == SummaryStatus.OK
        && status.instanceStatus().status() == SummaryStatus.OK;
  }

  private static InstanceFacts facts(Instance instance, boolean healthy) {
    return new InstanceFacts(
        instance.instanceId(),
        LabTags.value(instance.tags(), LabTags.NAME).orElse(""),
        instance.state().nameAsString(),
        instance.instanceTypeAsString(),
        instance.privateIpAddress(),
        instance.imageId(),
        healthy,
        instance.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
  }

  @Override
  public List<IngressRule> ingress() {
    var request = DescribeSecurityGroupsRequest.builder().filters(LabTags.ofLab(lab)).build();
    var rules = new ArrayList<IngressRule>();
    for (SecurityGroup group : ec2.describeSecurityGroups(request).securityGroups()) {
      group.ipPermissions().forEach(permission -> rules.addAll(rules(group, permission)));
    }
    return rules;
  }

  private static List<IngressRule> rules(SecurityGroup group, IpPermission permission) {
    var rules = new ArrayList<IngressRule>();
    permission.ipRanges().forEach(range -> rules.add(rule(permission, range.cidrIp(), false)));
    permission.ipv6Ranges().forEach(range -> rules.add(rule(permission, range.cidrIpv6(), false)));
    permission
        .userIdGroupPairs()
        .forEach(
            pair ->
                rules.add(
                    rule(permission, pair.groupId(), group.groupId().equals(pair.groupId()))));
    return rules;
  }

  private static IngressRule rule(IpPermission permission, String source, boolean sameGroup) {
    return new IngressRule(
        permission.ipProtocol(),
        permission.fromPort() == null ? -1 : permission.fromPort(),
        permission.toPort() == null ? -1 : permission.toPort(),
        source,
        sameGroup);
  }

  @Override
  public ImageFacts image(String imageId) {
    var request = DescribeImagesRequest.builder().imageIds(imageId).build();
    var image = ec2.describeImages(request).images().get(0);
    return new ImageFacts(image.imageId(), image.name(), image.ownerId());
  }
}
