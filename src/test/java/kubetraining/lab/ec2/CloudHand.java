package kubetraining.lab.ec2;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.lab.LabFacts;
import kubetraining.lab.Teardown;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Changes what the cloud says of a lab, as somebody with its keys might, and back again. */
public record CloudHand(Ec2Client ec2, Teardown undo) {
  private static final String TCP = "tcp";

  /**
   * A hand in the cloud of these facts; each change is registered to be undone before it is made.
   */
  public static CloudHand of(LabFacts facts, Teardown undo) {
    return new CloudHand(((Ec2LabFacts) facts).ec2(), undo);
  }

  /** Sets a tag of a machine. */
  public void tag(String id, String key, String value) {
    asBefore(id, key);
    setTag(id, key, value);
  }

  /** Takes a tag from a machine. */
  public void untag(String id, String key) {
    asBefore(id, key);
    dropTag(id, key);
  }

  private void asBefore(String id, String key) {
    var before = LabTags.value(instance(id).tags(), key);
    undo.push(
        Texts.of("set tag %s of %s back", key, id),
        () -> before.ifPresentOrElse(old -> setTag(id, key, old), () -> dropTag(id, key)));
  }

  private void dropTag(String id, String key) {
    var tag = Tag.builder().key(key).build();
    ec2.deleteTags(request -> request.resources(id).tags(tag));
  }

  private void setTag(String id, String key, String value) {
    ec2.createTags(request -> request.resources(id).tags(LabTags.tag(key, value)));
  }

  /** Says that a machine is of another type. */
  public void type(String id, String type) {
    String before = instance(id).instanceTypeAsString();
    undo.push("set the type of " + id + " back", () -> set(id, "instanceType", before));
    set(id, "instanceType", type);
  }

  /** Says that machines were started from an image that somebody else calls Ubuntu. */
  public void otherImage(List<String> ids) {
    String name = "ubuntu-24.04-" + ids.get(0);
    String image = ec2.registerImage(r -> r.name(name).architecture("x86_64")).imageId();
    undo.push("remove image " + image, () -> ec2.deregisterImage(r -> r.imageId(image)));
    for (String id : ids) {
      String before = instance(id).imageId();
      undo.push("set the image of " + id + " back", () -> set(id, "imageId", before));
      set(id, "imageId", image);
    }
  }

  private void set(String id, String attribute, String value) {
    ec2.modifyInstanceAttribute(
        request -> request.instanceId(id).attribute(attribute).value(value));
  }

  /** Says that a machine is stopped; the embedded lab goes no further than saying so. */
  public void stop(String id) {
    undo.push("start " + id, () -> ec2.startInstances(request -> request.instanceIds(id)));
    ec2.stopInstances(request -> request.instanceIds(id));
  }

  /** Ends a machine and nothing else; that cannot be undone. */
  public void terminate(String id) {
    ec2.terminateInstances(request -> request.instanceIds(id));
  }

  /** Opens a port in the group of a machine. */
  public void open(String id, String protocol, int port, String range) {
    String group = groups(id).get(0);
    var rule = rule(protocol, port, port, range);
    undo.push("close it again", () -> revoke(group, rule));
    authorize(group, rule);
  }

  /** Closes a port in the group of a machine, whoever was admitted there. */
  public void close(String id, int port) {
    takeRules(id, rule -> Objects.equals(rule.fromPort(), port) && !rule.ipRanges().isEmpty());
  }

  /** Lets machines of a group talk among themselves no longer. */
  public void part(String id) {
    takeRules(id, rule -> !rule.userIdGroupPairs().isEmpty());
  }

  private void takeRules(String id, Predicate<IpPermission> which) {
    for (IpPermission rule : group(groups(id).get(0)).ipPermissions()) {
      if (which.test(rule)) {
        String group = groups(id).get(0);
        undo.push("open it again", () -> authorize(group, given(rule)));
        revoke(group, given(rule));
      }
    }
  }

  /** Gives a machine one group more, without tags, with such a rule if there is a range. */
  public void secondGroup(String id, String range) {
    var before = groups(id);
    String vpc = instance(id).vpcId();
    String name = "second-of-" + id;
    String group =
        ec2.createSecurityGroup(r -> r.groupName(name).description("a proof").vpcId(vpc)).groupId();
    undo.push("remove group " + group, () -> ec2.deleteSecurityGroup(r -> r.groupId(group)));
    if (!range.isEmpty()) {
      authorize(group, rule(TCP, 1, 65_535, range));
    }
    undo.push("set the groups of " + id + " back", () -> setGroups(id, before));
    setGroups(id, Stream.concat(before.stream(), Stream.of(group)).toList());
  }

  private void setGroups(String id, List<String> groups) {
    ec2.modifyInstanceAttribute(request -> request.instanceId(id).groups(groups));
  }

  private void authorize(String group, IpPermission rule) {
    ec2.authorizeSecurityGroupIngress(request -> request.groupId(group).ipPermissions(rule));
  }

  private void revoke(String group, IpPermission rule) {
    ec2.revokeSecurityGroupIngress(request -> request.groupId(group).ipPermissions(rule));
  }

  private static IpPermission rule(String protocol, int from, int to, String range) {
    var rule = IpPermission.builder().ipProtocol(protocol).fromPort(from).toPort(to);
    return rule.ipRanges(IpRange.builder().cidrIp(range).build()).build();
  }

  /** The same rule as it is given: an answer tells more of groups than may be asked. */
  private static IpPermission given(IpPermission rule) {
    var groups = rule.userIdGroupPairs().stream().map(UserIdGroupPair::groupId);
    var pairs = groups.map(group -> UserIdGroupPair.builder().groupId(group).build());
    return rule.toBuilder().userIdGroupPairs(pairs.toList()).build();
  }

  private SecurityGroup group(String id) {
    return new Ec2Holdings(ec2).groups(LabTags.filter("group-id", id)).get(0);
  }

  private List<String> groups(String id) {
    return Ec2LabFacts.groups(instance(id)).stream().toList();
  }

  private Instance instance(String id) {
    return new Ec2Holdings(ec2).listed(LabTags.filter("instance-id", id)).get(0);
  }
}
