package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.lab.ImageFacts;
import kubetraining.lab.IngressRule;
import kubetraining.lab.InstanceFacts;
import kubetraining.lab.LabFacts;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** What the EC2 API says about a lab; each call asks it anew. */
record Ec2LabFacts(Ec2Client ec2, String lab) implements LabFacts {

  @Override
  public List<InstanceFacts> instances() {
    return facts(new Ec2Holdings(ec2).instances(LabTags.ofLab(lab)));
  }

  @Override
  public List<InstanceFacts> instances(List<String> ids) {
    return facts(listed(ids));
  }

  private List<Instance> listed(List<String> ids) {
    var those = LabTags.filter("instance-id", ids.toArray(String[]::new));
    return new Ec2Holdings(ec2).listed(those);
  }

  private List<InstanceFacts> facts(List<Instance> instances) {
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
  public Map<String, List<IngressRule>> ingress(List<String> ids) {
    return listed(ids).stream()
        .collect(Collectors.toMap(Instance::instanceId, each -> rules(groups(each))));
  }

  /** Those of the machine itself, and of all its network interfaces. */
  static Set<String> groups(Instance instance) {
    var ofInterfaces =
        instance.networkInterfaces().stream().flatMap(each -> each.groups().stream());
    return Stream.concat(instance.securityGroups().stream(), ofInterfaces)
        .map(GroupIdentifier::groupId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<IngressRule> rules(Set<String> groups) {
    if (groups.isEmpty()) {
      return List.of();
    }
    var those = LabTags.filter("group-id", groups.toArray(String[]::new));
    var rules = new ArrayList<IngressRule>();
    for (SecurityGroup group : new Ec2Holdings(ec2).groups(those)) {
      group
          .ipPermissions()
          .forEach(
              permission ->
                  sources(permission)
                      .forEach(source -> rules.add(rule(group.groupId(), permission, source))));
    }
    return rules;
  }

  private static Stream<String> sources(IpPermission permission) {
    return Stream.of(
            permission.ipRanges().stream().map(IpRange::cidrIp),
            permission.ipv6Ranges().stream().map(Ipv6Range::cidrIpv6),
            permission.prefixListIds().stream().map(PrefixListId::prefixListId),
            permission.userIdGroupPairs().stream().map(UserIdGroupPair::groupId))
        .flatMap(each -> each);
  }

  private static IngressRule rule(String group, IpPermission permission, String source) {
    return new IngressRule(
        group,
        permission.ipProtocol(),
        permission.fromPort() == null ? -1 : permission.fromPort(),
        permission.toPort() == null ? -1 : permission.toPort(),
        source);
  }

  @Override
  public ImageFacts image(String imageId) {
    var request = DescribeImagesRequest.builder().imageIds(imageId).build();
    return ec2.describeImages(request).images().stream()
        .findFirst()
        .map(image -> new ImageFacts(image.imageId(), image.name(), image.ownerId()))
        .orElseGet(() -> new ImageFacts(imageId, "not shown any more", "not shown any more"));
  }
}
