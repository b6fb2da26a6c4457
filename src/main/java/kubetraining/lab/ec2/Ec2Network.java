package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import kubetraining.host.Texts;
import kubetraining.lab.Ipv4Range;
import kubetraining.lab.Teardown;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * The network of one lab: a VPC of its own, a subnet with a way out, and a security group that lets
 * in the caller and nobody else.
 */
final class Ec2Network {
  /**
   * What machines are put into.
   *
   * @param number which of the places it is that are tried for one order
   */
  record Place(String subnetId, String groupId, int number) {}

  /** What is the same in all zones. */
  record Base(String vpcId, String tableId, String groupId) {}

  private final Ec2Client ec2;
  private final NewlyMade newlyMade;
  private final LabTags tags;
  private final Ec2Teardown teardown;
  private final Teardown undo;

  Ec2Network(
      Ec2Client ec2, NewlyMade newlyMade, LabTags tags, Ec2Teardown teardown, Teardown undo) {
    this.ec2 = ec2;
    this.newlyMade = newlyMade;
    this.tags = tags;
    this.teardown = teardown;
    this.undo = undo;
  }

  /** Makes all of it but the subnet. */
  Base create(CallerRange caller) {
    var range = Ipv4Range.parse(tags.spec().networkRange());
    var callerRange = caller.ofSubnetWith(range.labSubnet().gateway());
    var vpc = vpc(range);
    return new Base(vpc, route(vpc, gateway(vpc)), group(vpc, callerRange));
  }

  /** Makes the subnet, which is in one availability zone. */
  Place placeIn(String zone, Base base, int number) {
    var range = Ipv4Range.parse(tags.spec().networkRange()).labSubnet();
    var subnet = subnet(base.vpcId(), range, zone);
    var association =
        AssociateRouteTableRequest.builder().routeTableId(base.tableId()).subnetId(subnet).build();
    done(
        "Resource.AlreadyAssociated",
        Texts.of("%s and %s to be known", base.tableId(), subnet),
        () -> ec2.associateRouteTable(association));
    return new Place(subnet, base.groupId(), number);
  }

  /** Makes room for a subnet in another zone. */
  void giveUp(Place place) {
    teardown.giveBack(HeldKind.SUBNET, List.of(place.subnetId()));
  }

  private String vpc(Ipv4Range range) {
    var request =
        CreateVpcRequest.builder()
            .cidrBlock(range.toString())
            .tagSpecifications(tags.on(ResourceType.VPC))
            .build();
    var id = ec2.createVpc(request).vpc().vpcId();
    undoes(HeldKind.VPC, id);
    return id;
  }

  private String gateway(String vpc) {
    var request =
        CreateInternetGatewayRequest.builder()
            .tagSpecifications(tags.on(ResourceType.INTERNET_GATEWAY))
            .build();
    var id = ec2.createInternetGateway(request).internetGateway().internetGatewayId();
    undoes(HeldKind.INTERNET_GATEWAY, id);
    var attachment =
        AttachInternetGatewayRequest.builder().internetGatewayId(id).vpcId(vpc).build();
    done(
        "Resource.AlreadyAssociated",
        Texts.of("%s and %s to be known", id, vpc),
        () -> ec2.attachInternetGateway(attachment));
    return id;
  }

  private String subnet(String vpc, Ipv4Range range, String zone) {
    var request =
        CreateSubnetRequest.builder()
            .vpcId(vpc)
            .cidrBlock(range.toString())
            .availabilityZone(zone)
            .tagSpecifications(tags.on(ResourceType.SUBNET))
            .build();
    var id =
        newlyMade.known(
            vpc + " to be known",
            () ->
                orFound(
                    "InvalidSubnet.Conflict",
                    HeldKind.SUBNET,
                    () -> ec2.createSubnet(request).subnet().subnetId()));
    undoes(HeldKind.SUBNET, id);
    return id;
  }

  private String route(String vpc, String gateway) {
    var request =
        CreateRouteTableRequest.builder()
            .vpcId(vpc)
            .tagSpecifications(tags.on(ResourceType.ROUTE_TABLE))
            .build();
    var id =
        newlyMade
            .known(vpc + " to be known", () -> ec2.createRouteTable(request))
            .routeTable()
            .routeTableId();
    undoes(HeldKind.ROUTE_TABLE, id);
    var route =
        CreateRouteRequest.builder()
            .routeTableId(id)
            .destinationCidrBlock("0.0.0.0/0")
            .gatewayId(gateway)
            .build();
    done(
        "RouteAlreadyExists",
        Texts.of("%s and %s to be known", id, gateway),
        () -> ec2.createRoute(route));
    return id;
  }

  private String group(String vpc, String caller) {
    var request =
        CreateSecurityGroupRequest.builder()
            .groupName("kube-training-" + tags.spec().name())
            .description(Texts.of("Lets the caller of lab %s in", tags.spec().name()))
            .vpcId(vpc)
            .tagSpecifications(tags.on(ResourceType.SECURITY_GROUP))
            .build();
    var id =
        newlyMade.known(
            vpc + " to be known",
            () ->
                orFound(
                    "InvalidGroup.Duplicate",
                    HeldKind.SECURITY_GROUP,
                    () -> ec2.createSecurityGroup(request).groupId()));
    undoes(HeldKind.SECURITY_GROUP, id);
    var rules = new ArrayList<>(Ec2Ingress.rules(caller));
    rules.add(amongThemselves(id));
    var ingress =
        AuthorizeSecurityGroupIngressRequest.builder().groupId(id).ipPermissions(rules).build();
    done(
        "InvalidPermission.Duplicate",
        id + " to be known",
        () -> ec2.authorizeSecurityGroupIngress(ingress));
    return id;
  }

  static IpPermission amongThemselves(String group) {
    return IpPermission.builder()
        .ipProtocol("-1")
        .userIdGroupPairs(UserIdGroupPair.builder().groupId(group).build())
        .build();
  }

  /** A call that was carried out, if not by this time by one before whose answer got lost. */
  private <T> void done(String already, String what, Supplier<T> call) {
    Ec2Deletions.unless(already, () -> newlyMade.known(what, call));
  }

  /** What a call makes, or what one before made whose answer got lost. */
  private String orFound(String already, HeldKind kind, Supplier<String> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      var found = new Ec2Holdings(ec2).look(kind, LabTags.ofLab(tags.spec().name()));
      if (found.size() != 1 || !Refusal.of(e).is(already)) {
        throw e;
      }
      return found.get(0).id();
    }
  }

  private void undoes(HeldKind kind, String id) {
    undo.push(
        Texts.of("give back %s %s", kind.word(), id), () -> teardown.giveBack(kind, List.of(id)));
  }
}
