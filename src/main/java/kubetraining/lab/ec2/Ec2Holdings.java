package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import kubetraining.lab.Leftover;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What the EC2 API holds, as a filter finds it: by tag, or by identifier. */
record Ec2Holdings(Ec2Client ec2) {
  private static final Filter NOT_TERMINATED =
      LabTags.filter(
          "instance-state-name",
          Arrays.stream(InstanceStateName.values())
              .filter(s -> s != InstanceStateName.TERMINATED)
              .filter(s -> s != InstanceStateName.UNKNOWN_TO_SDK_VERSION)
              .map(InstanceStateName::toString)
              .toArray(String[]::new));

  /** Everything, in the order in which it can be given back. */
  List<Leftover> look(Filter filter) {
    var all = new ArrayList<Leftover>();
    for (HeldKind kind : HeldKind.values()) {
      all.addAll(look(kind, filter));
    }
    return all;
  }

  /** The machines that exist; terminated ones stay listed for an hour, but are gone. */
  List<Instance> instances(Filter filter) {
    return listed(filter, NOT_TERMINATED);
  }

  /** The machines that are listed, terminated ones too. */
  List<Instance> listed(Filter... filters) {
    var request = DescribeInstancesRequest.builder().filters(filters).build();
    return ec2.describeInstancesPaginator(request).reservations().stream()
        .flatMap(reservation -> reservation.instances().stream())
        .toList();
  }

  List<Leftover> look(HeldKind kind, Filter filter) {
    return switch (kind) {
      case INSTANCE -> each(kind, instances(filter), Instance::instanceId, Instance::tags);
      case VOLUME -> each(kind, volumes(filter), Volume::volumeId, Volume::tags);
      case NETWORK_INTERFACE ->
          each(kind, cards(filter), NetworkInterface::networkInterfaceId, NetworkInterface::tagSet);
      // By name: not every API deletes key pairs by their identifiers.
      case KEY_PAIR -> each(kind, keyPairs(filter), KeyPairInfo::keyName, KeyPairInfo::tags);
      case SECURITY_GROUP ->
          each(kind, groups(filter), SecurityGroup::groupId, SecurityGroup::tags);
      case SUBNET -> each(kind, subnets(filter), Subnet::subnetId, Subnet::tags);
      case ROUTE_TABLE ->
          each(kind, routeTables(filter), RouteTable::routeTableId, RouteTable::tags);
      case INTERNET_GATEWAY ->
          each(kind, gateways(filter), InternetGateway::internetGatewayId, InternetGateway::tags);
      case VPC -> each(kind, vpcs(filter), Vpc::vpcId, Vpc::tags);
    };
  }

  private Iterable<Volume> volumes(Filter filter) {
    var request = DescribeVolumesRequest.builder().filters(filter).build();
    return ec2.describeVolumesPaginator(request).volumes();
  }

  private Iterable<NetworkInterface> cards(Filter filter) {
    var request = DescribeNetworkInterfacesRequest.builder().filters(filter).build();
    return ec2.describeNetworkInterfacesPaginator(request).networkInterfaces();
  }

  List<KeyPairInfo> keyPairs(Filter filter) {
    var request = DescribeKeyPairsRequest.builder().filters(filter).build();
    return ec2.describeKeyPairs(request).keyPairs();
  }

  List<SecurityGroup> groups(Filter filter) {
    var request = DescribeSecurityGroupsRequest.builder().filters(filter).build();
    return ec2.describeSecurityGroupsPaginator(request).securityGroups().stream().toList();
  }

  private Iterable<Subnet> subnets(Filter filter) {
    var request = DescribeSubnetsRequest.builder().filters(filter).build();
    return ec2.describeSubnetsPaginator(request).subnets();
  }

  Iterable<RouteTable> routeTables(Filter filter) {
    var request = DescribeRouteTablesRequest.builder().filters(filter).build();
    return ec2.describeRouteTablesPaginator(request).routeTables();
  }

  Iterable<InternetGateway> gateways(Filter filter) {
    var request = DescribeInternetGatewaysRequest.builder().filters(filter).build();
    return ec2.describeInternetGatewaysPaginator(request).internetGateways();
  }

  Iterable<Vpc> vpcs(Filter filter) {
    var request = DescribeVpcsRequest.builder().filters(filter).build();
    return ec2.describeVpcsPaginator(request).vpcs();
  }

  /** The tags of what else than machines may hold the others. */
  List<List<Tag>> tags(Filter filter) {
    var tags = new ArrayList<List<Tag>>();
    volumes(filter).forEach(volume -> tags.add(volume.tags()));
    keyPairs(filter).forEach(pair -> tags.add(pair.tags()));
    groups(filter).forEach(group -> tags.add(group.tags()));
    gateways(filter).forEach(gateway -> tags.add(gateway.tags()));
    vpcs(filter).forEach(vpc -> tags.add(vpc.tags()));
    return tags;
  }

  private static <T> List<Leftover> each(
      HeldKind kind, Iterable<T> things, Function<T, String> id, Function<T, List<Tag>> tags) {
    var held = new ArrayList<Leftover>();
    for (T thing : things) {
      var lab = LabTags.value(tags.apply(thing), LabTags.LAB).orElse("");
      held.add(new Leftover(kind.word(), id.apply(thing), lab));
    }
    return held;
  }
}
