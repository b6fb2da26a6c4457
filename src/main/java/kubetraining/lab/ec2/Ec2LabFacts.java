package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.lab.ImageFacts;
import kubetraining.lab.IngressRule;
import kubetraining.lab.InstanceFacts;
import kubetraining.lab.LabFacts;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;

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
    return new Ec2Holdings(ec2).listed(LabTags.machines(ids));
  }

  private List<InstanceFacts> facts(List<Instance> instances) {
    var facts = MachineHealth.of(ec2, instances).stream().map(Ec2LabFacts::facts);
    return facts.sorted(Comparator.comparing(InstanceFacts::name)).toList();
  }

  private static InstanceFacts facts(MachineHealth health) {
    var its = health.instance();
    var tags = its.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    String name = tags.getOrDefault(LabTags.NAME, "");
    String type = its.instanceTypeAsString();
    String address = its.privateIpAddress();
    String state = health.state();
    boolean passed = health.checksPassed();
    return new InstanceFacts(
        its.instanceId(), name, state, type, address, its.imageId(), passed, tags);
  }

  @Override
  public Map<String, List<IngressRule>> ingress(List<String> ids) {
    return listed(ids).stream()
        .collect(Collectors.toMap(Instance::instanceId, each -> rules(groups(each))));
  }

  /** Those of the machine itself, and of all its network interfaces. */
  static Set<String> groups(Instance instance) {
    var cards = instance.networkInterfaces().stream().flatMap(each -> each.groups().stream());
    var all = Stream.concat(instance.securityGroups().stream(), cards);
    return all.map(GroupIdentifier::groupId).collect(Collectors.toCollection(TreeSet::new));
  }

  private List<IngressRule> rules(Set<String> groups) {
    if (groups.isEmpty()) {
      return List.of();
    }
    var those = LabTags.filter("group-id", groups.toArray(String[]::new));
    var rules = new ArrayList<IngressRule>();
    for (SecurityGroup group : new Ec2Holdings(ec2).groups(those)) {
      for (IpPermission permission : group.ipPermissions()) {
        sources(permission).forEach(it -> rules.add(rule(group.groupId(), permission, it)));
      }
    }
    return rules;
  }

  private static Stream<String> sources(IpPermission permission) {
    return Stream.of(
            permission.ipRanges().stream().map(each -> each.cidrIp()),
            permission.ipv6Ranges().stream().map(each -> each.cidrIpv6()),
            permission.prefixListIds().stream().map(each -> each.prefixListId()),
            permission.userIdGroupPairs().stream().map(each -> each.groupId()))
        .flatMap(each -> each);
  }

  private static IngressRule rule(String group, IpPermission permission, String source) {
    int from = Objects.requireNonNullElse(permission.fromPort(), -1);
    int to = Objects.requireNonNullElse(permission.toPort(), -1);
    return new IngressRule(group, permission.ipProtocol(), from, to, source);
  }

  @Override
  public ImageFacts image(String imageId) {
    return ec2.describeImages(r -> r.imageIds(imageId)).images().stream()
        .findFirst()
        .map(image -> new ImageFacts(image.name(), image.ownerId()))
        .orElseGet(() -> new ImageFacts("no longer shown", "no longer shown"));
  }
}
