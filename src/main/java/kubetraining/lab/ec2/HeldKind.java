package kubetraining.lab.ec2;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The kinds of things a lab holds, in the order in which they can be given back. */
enum HeldKind {
  INSTANCE(
      "instance",
      "i-",
      (ec2, those) ->
          new Ec2Holdings(ec2)
              .instances(those).stream().map(each -> Map.entry(each.instanceId(), each.tags())),
      (ec2, id) -> ec2.terminateInstances(r -> r.instanceIds(id))),
  VOLUME(
      "volume",
      "vol-",
      (ec2, those) ->
          ec2.describeVolumesPaginator(r -> r.filters(those)).volumes().stream()
              .map(each -> Map.entry(each.volumeId(), each.tags())),
      (ec2, id) -> ec2.deleteVolume(r -> r.volumeId(id))),
  NETWORK_INTERFACE(
      "network interface",
      "eni-",
      (ec2, those) ->
          ec2.describeNetworkInterfacesPaginator(r -> r.filters(those)).networkInterfaces().stream()
              .map(each -> Map.entry(each.networkInterfaceId(), each.tagSet())),
      (ec2, id) -> ec2.deleteNetworkInterface(r -> r.networkInterfaceId(id))),
  // By name: not every API deletes key pairs by their identifiers.
  KEY_PAIR(
      "key pair",
      MachineOrder.KEY,
      (ec2, those) ->
          ec2.describeKeyPairs(r -> r.filters(those)).keyPairs().stream()
              .map(each -> Map.entry(each.keyName(), each.tags())),
      (ec2, id) -> ec2.deleteKeyPair(r -> r.keyName(id))),
  SECURITY_GROUP(
      "security group",
      "sg-",
      (ec2, those) ->
          ec2.describeSecurityGroupsPaginator(r -> r.filters(those)).securityGroups().stream()
              .map(each -> Map.entry(each.groupId(), each.tags())),
      (ec2, id) -> ec2.deleteSecurityGroup(r -> r.groupId(id))),
  SUBNET(
      "subnet",
      "subnet-",
      (ec2, those) ->
          ec2.describeSubnetsPaginator(r -> r.filters(those)).subnets().stream()
              .map(each -> Map.entry(each.subnetId(), each.tags())),
      (ec2, id) -> ec2.deleteSubnet(r -> r.subnetId(id))),
  ROUTE_TABLE(
      "route table",
      "rtb-",
      (ec2, those) ->
          ec2.describeRouteTablesPaginator(r -> r.filters(those)).routeTables().stream()
              .map(each -> Map.entry(each.routeTableId(), each.tags())),
      (ec2, id) -> ec2.deleteRouteTable(r -> r.routeTableId(id))),
  INTERNET_GATEWAY(
      "internet gateway",
      "igw-",
      (ec2, those) ->
          ec2.describeInternetGatewaysPaginator(r -> r.filters(those)).internetGateways().stream()
              .map(each -> Map.entry(each.internetGatewayId(), each.tags())),
      (ec2, id) -> ec2.deleteInternetGateway(r -> r.internetGatewayId(id))),
  VPC(
      "VPC",
      "vpc-",
      (ec2, those) ->
          ec2.describeVpcsPaginator(r -> r.filters(those)).vpcs().stream()
              .map(each -> Map.entry(each.vpcId(), each.tags())),
      (ec2, id) -> ec2.deleteVpc(r -> r.vpcId(id)));

  private final String word;
  private final String prefix;
  private final BiFunction<Ec2Client, Filter[], Stream<Map.Entry<String, List<Tag>>>> look;
  private final BiConsumer<Ec2Client, String> deletion;

  HeldKind(
      String word,
      String prefix,
      BiFunction<Ec2Client, Filter[], Stream<Map.Entry<String, List<Tag>>>> look,
      BiConsumer<Ec2Client, String> deletion) {
    this.word = word;
    this.prefix = prefix;
    this.look = look;
    this.deletion = deletion;
  }

  String word() {
    return word;
  }

  /** The identifier of a thing that nobody ever has. */
  String nobodys() {
    return prefix + LabRights.NOBODYS;
  }

  /** Those that a filter finds; of machines only those that are not terminated. */
  Stream<Held> look(Ec2Client ec2, Filter... those) {
    return look.apply(ec2, those).map(each -> new Held(this, each.getKey(), each.getValue()));
  }

  void delete(Ec2Client ec2, String id) {
    deletion.accept(ec2, id);
  }
}
