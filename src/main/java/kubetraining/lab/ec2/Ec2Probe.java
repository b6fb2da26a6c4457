package kubetraining.lab.ec2;

import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kubetraining.lab.ec2.Ec2Observation.IngressRule;
import kubetraining.lab.ec2.Ec2Observation.SeenInstance;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Looks at a lab through the EC2 API and changes nothing. */
record Ec2Probe(Ec2Client ec2) {

  Ec2Observation observe(String lab) {
    var holdings = new Ec2Holdings(ec2);
    var instances = holdings.instances(LabTags.ofLab(lab));
    var statuses = statuses(instances);
    var seen =
        instances.stream()
            .map(
                instance ->
                    seen(
                        instance,
                        statuses.stream()
                            .filter(s -> s.instanceId().equals(instance.instanceId()))
                            .findFirst()))
            .sorted(Comparator.comparing(SeenInstance::name))
            .toList();
    var groups = holdings.groups(LabTags.ofLab(lab));
    return new Ec2Observation(
        seen,
        groups.stream()
            .flatMap(group -> group.ipPermissions().stream().flatMap(p -> rules(group, p)))
            .toList());
  }

  private List<InstanceStatus> statuses(List<Instance> instances) {
    if (instances.isEmpty()) {
      return List.of();
    }
    var ids = instances.stream().map(Instance::instanceId).toList();
    return ec2.describeInstanceStatus(
            DescribeInstanceStatusRequest.builder()
                .instanceIds(ids)
                .includeAllInstances(true)
                .build())
        .instanceStatuses();
  }

  private static SeenInstance seen(Instance instance, Optional<InstanceStatus> status) {
    var metadata = instance.metadataOptions();
    return new SeenInstance(
        LabTags.value(instance.tags(), LabTags.NAME).orElse(""),
        instance.instanceId(),
        instance.instanceTypeAsString(),
        instance.state().nameAsString(),
        status.map(s -> s.systemStatus().statusAsString()).orElse("not known"),
        status.map(s -> s.instanceStatus().statusAsString()).orElse("not known"),
        metadata != null && metadata.httpTokens() == HttpTokensState.REQUIRED,
        instance.networkInterfaces().stream()
            .flatMap(card -> card.groups().stream())
            .map(GroupIdentifier::groupId)
            .toList(),
        instance.tags().stream().collect(toMap(Tag::key, Tag::value)));
  }

  private static Stream<IngressRule> rules(SecurityGroup group, IpPermission permission) {
    return Stream.of(
            permission.ipRanges().stream().map(IpRange::cidrIp),
            permission.ipv6Ranges().stream().map(Ipv6Range::cidrIpv6),
            permission.prefixListIds().stream().map(PrefixListId::prefixListId),
            permission.userIdGroupPairs().stream().map(UserIdGroupPair::groupId))
        .flatMap(sources -> sources)
        .map(
            source ->
                new IngressRule(
                    group.groupId(),
                    permission.ipProtocol(),
                    Objects.requireNonNullElse(permission.fromPort(), 0),
                    Objects.requireNonNullElse(permission.toPort(), 65535),
                    source));
  }
}
