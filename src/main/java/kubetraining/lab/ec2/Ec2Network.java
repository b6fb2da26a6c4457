package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import kubetraining.host.Ipv4Range;
import kubetraining.host.Texts;
import kubetraining.lab.Teardown;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * The network of one lab: a VPC of its own, a subnet with a way out, and a security group that lets
 * in the caller and nobody else.
 */
record Ec2Network(Ec2Session session, LabRequests requests, Teardown undo) {
  /**
   * What machines are put into.
   *
   * @param number which of the places it is that are tried for one order
   */
  record Place(String subnetId, String groupId, int number) {}

  /** What is the same in all zones. */
  record Base(String vpcId, String tableId, String groupId) {}

  private Ec2Client ec2() {
    return session.calls();
  }

  /** Makes all of it but the subnet. */
  Base create(CallerRange caller) {
    var subnet = Ipv4Range.parse(requests.spec().networkRange()).labSubnet();
    var callerRange = caller.ofSubnetWith(subnet.gateway());
    var vpc = made(HeldKind.VPC, ec2().createVpc(requests::vpc).vpc().vpcId());
    return new Base(vpc, route(vpc, gateway(vpc)), group(vpc, callerRange));
  }

  /** Makes the subnet, which is in one availability zone. */
  Place placeIn(String zone, Base base, int number) {
    var vpc = base.vpcId();
    var subnet = madeIn(vpc, HeldKind.SUBNET, "InvalidSubnet.Conflict", () -> subnet(vpc, zone));
    var table = base.tableId();
    Supplier<?> call = () -> ec2().associateRouteTable(r -> r.routeTableId(table).subnetId(subnet));
    done("Resource.AlreadyAssociated", call, table, subnet);
    return new Place(subnet, base.groupId(), number);
  }

  private String subnet(String vpc, String zone) {
    var made = ec2().createSubnet(r -> requests.subnet(r.vpcId(vpc).availabilityZone(zone)));
    return made.subnet().subnetId();
  }

  /** Gives back what was made for this lab. */
  void giveBack(HeldKind kind, List<String> ids) {
    new Ec2Teardown(session).giveBack(kind, ids);
  }

  private String gateway(String vpc) {
    var gateway = ec2().createInternetGateway(requests::gateway).internetGateway();
    var id = made(HeldKind.INTERNET_GATEWAY, gateway.internetGatewayId());
    Supplier<?> call = () -> ec2().attachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpc));
    done("Resource.AlreadyAssociated", call, id, vpc);
    return id;
  }

  private String route(String vpc, String gateway) {
    var table =
        session.known(
            vpc + " to be known", () -> ec2().createRouteTable(r -> requests.table(r.vpcId(vpc))));
    var id = made(HeldKind.ROUTE_TABLE, table.routeTable().routeTableId());
    Supplier<?> call =
        () -> ec2().createRoute(r -> requests.wayOut(r.routeTableId(id).gatewayId(gateway)));
    done("RouteAlreadyExists", call, id, gateway);
    return id;
  }

  private String group(String vpc, String caller) {
    Supplier<String> call =
        () -> ec2().createSecurityGroup(r -> requests.group(r.vpcId(vpc))).groupId();
    var id = madeIn(vpc, HeldKind.SECURITY_GROUP, "InvalidGroup.Duplicate", call);
    var rules = new ArrayList<>(LabRequests.rules(caller));
    rules.add(LabRequests.amongThemselves(id));
    Supplier<?> admission =
        () -> ec2().authorizeSecurityGroupIngress(r -> r.groupId(id).ipPermissions(rules));
    done("InvalidPermission.Duplicate", admission, id);
    return id;
  }

  /**
   * A call that was carried out, if not by this time by one before whose answer got lost.
   *
   * @param others what it is about, and has to be known
   */
  private <T> void done(String already, Supplier<T> call, String... others) {
    var what = String.join(" and ", others) + " to be known";
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
      var found = kind.look(ec2(), LabTags.ofLab(requests.spec().name())).toList();
      if (found.size() != 1 || !Refusal.of(e).is(already)) {
        throw e;
      }
      return found.get(0).id();
    }
  }

  /** Sees to it that what was made is given back if the rest cannot be made. */
  String made(HeldKind kind, String id) {
    undo.push(Texts.of("give back %s %s", kind.word(), id), () -> giveBack(kind, List.of(id)));
    return id;
  }
}
