package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import kubetraining.host.Ipv4Range;
import kubetraining.host.Texts;
import kubetraining.lab.Teardown;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;

/**
 * The network of one lab: a VPC of its own, a subnet with a way out, and a security group that lets
 * in the caller and nobody else.
 */
record Ec2Network(
    Ec2Session session,
    Ec2Client ec2,
    LabTags tags,
    LabRequests requests,
    Ec2Teardown teardown,
    Teardown undo) {
  /**
   * What machines are put into.
   *
   * @param number which of the places it is that are tried for one order
   */
  record Place(String subnetId, String groupId, int number) {}

  /** What is the same in all zones. */
  record Base(String vpcId, String tableId, String groupId) {}

  Ec2Network(Ec2Session session, LabTags tags, Ec2Teardown teardown, Teardown undo) {
    this(session, session.calls(), tags, new LabRequests(tags), teardown, undo);
  }

  /** Makes all of it but the subnet. */
  Base create(CallerRange caller) {
    var subnet = Ipv4Range.parse(tags.spec().networkRange()).labSubnet();
    var callerRange = caller.ofSubnetWith(subnet.gateway());
    var vpc = made(HeldKind.VPC, ec2.createVpc(requests.vpc()).vpc().vpcId());
    return new Base(vpc, route(vpc, gateway(vpc)), group(vpc, callerRange));
  }

  /** Makes the subnet, which is in one availability zone. */
  Place placeIn(String zone, Base base, int number) {
    var vpc = base.vpcId();
    Supplier<String> call = () -> ec2.createSubnet(requests.subnet(vpc, zone)).subnet().subnetId();
    var subnet = madeIn(vpc, HeldKind.SUBNET, "InvalidSubnet.Conflict", call);
    done(
        "Resource.AlreadyAssociated",
        Texts.of("%s and %s to be known", base.tableId(), subnet),
        () -> ec2.associateRouteTable(r -> r.routeTableId(base.tableId()).subnetId(subnet)));
    return new Place(subnet, base.groupId(), number);
  }

  /** Makes room for a subnet in another zone. */
  void giveUp(Place place) {
    teardown.giveBack(HeldKind.SUBNET, List.of(place.subnetId()));
  }

  private String gateway(String vpc) {
    var gateway = ec2.createInternetGateway(requests.gateway()).internetGateway();
    var id = made(HeldKind.INTERNET_GATEWAY, gateway.internetGatewayId());
    done(
        "Resource.AlreadyAssociated",
        Texts.of("%s and %s to be known", id, vpc),
        () -> ec2.attachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpc)));
    return id;
  }

  private String route(String vpc, String gateway) {
    var table =
        session.known(vpc + " to be known", () -> ec2.createRouteTable(requests.table(vpc)));
    var id = made(HeldKind.ROUTE_TABLE, table.routeTable().routeTableId());
    var route = CreateRouteRequest.builder().routeTableId(id).gatewayId(gateway);
    done(
        "RouteAlreadyExists",
        Texts.of("%s and %s to be known", id, gateway),
        () -> ec2.createRoute(route.destinationCidrBlock("0.0.0.0/0").build()));
    return id;
  }

  private String group(String vpc, String caller) {
    Supplier<String> call = () -> ec2.createSecurityGroup(requests.group(vpc)).groupId();
    var id = madeIn(vpc, HeldKind.SECURITY_GROUP, "InvalidGroup.Duplicate", call);
    var rules = new ArrayList<>(Ec2Ingress.rules(caller));
    rules.add(Ec2Ingress.amongThemselves(id));
    done(
        "InvalidPermission.Duplicate",
        id + " to be known",
        () -> ec2.authorizeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(rules)));
    return id;
  }

  /** A call that was carried out, if not by this time by one before whose answer got lost. */
  private <T> void done(String already, String what, Supplier<T> call) {
    Refusal.unless(already, () -> session.known(what, call));
  }

  /** What a call makes in the VPC, or what one before made whose answer got lost. */
  private String madeIn(String vpc, HeldKind kind, String already, Supplier<String> call) {
    return made(kind, session.known(vpc + " to be known", () -> orFound(kind, already, call)));
  }

  private String orFound(HeldKind kind, String already, Supplier<String> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      var found = kind.look(ec2, LabTags.ofLab(tags.spec().name())).toList();
      if (found.size() != 1 || !Refusal.of(e).is(already)) {
        throw e;
      }
      return found.get(0).id();
    }
  }

  private String made(HeldKind kind, String id) {
    undo.push(
        Texts.of("give back %s %s", kind.word(), id), () -> teardown.giveBack(kind, List.of(id)));
    return id;
  }
}
