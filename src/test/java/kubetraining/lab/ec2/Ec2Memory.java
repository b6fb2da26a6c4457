package kubetraining.lab.ec2;

import static kubetraining.lab.ec2.QueryApi.element;
import static kubetraining.lab.ec2.QueryApi.set;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What {@link FakeEc2} holds, and how calls change it. */
final class Ec2Memory {
  static final String ACCOUNT = "123456789012";

  /** Neither in order, nor in order when compared as text. */
  private static final List<String> ADDRESSES =
      List.of("10.42.1.12", "10.42.1.4", "10.42.1.100", "10.42.1.5");

  final Map<String, Ec2Thing> things = new LinkedHashMap<>();

  /** What happens to each machine that is made from now on. */
  Consumer<Ec2Thing> fate = machine -> {};

  private final Set<String> routed = new HashSet<>();

  /** Deletions of these things are accepted and not carried out. */
  final Set<String> stubborn = new HashSet<>();

  /** How often machines are made for one request. */
  int copies = 1;

  private int made;

  Ec2Thing add(String type, String id, Map<String, String> tags) {
    var thing = new Ec2Thing(type, id, tags);
    things.put(id, thing);
    return thing;
  }

  List<Ec2Thing> all(String type) {
    return things.values().stream().filter(thing -> thing.type.equals(type)).toList();
  }

  /** Of the Security Token Service, the content has to come first. */
  String answer(Ec2Call call) throws FakeEc2.Refused {
    return element(call.action() + "Response", content(call), element("requestId", "request-7"));
  }

  private String content(Ec2Call call) throws FakeEc2.Refused {
    for (Ec2Thing.Kind kind : Ec2Thing.Kind.ALL) {
      if (call.action().equals("Describe" + kind.word() + "s")) {
        return set(kind.set(), items(kind.type(), call));
      } else if (call.action().equals("Create" + kind.word())) {
        return create(kind, call);
      } else if (call.action().equals("Delete" + kind.word())) {
        return delete(call.get(kind.idParameter()));
      }
    }
    var zones =
        Stream.of("us-east-1b", "us-east-1-bos-1a", "us-east-1a")
            .map(zone -> element("location", zone));
    var regions = Stream.of("us-east-1", "eu-west-1").map(name -> element("regionName", name));
    return switch (call.action()) {
      case "DescribeImages" -> images();
      case "DescribeInstanceTypeOfferings" -> set("instanceTypeOfferingSet", zones);
      case "DescribeRegions" -> set("regionInfo", regions);
      case "DescribeInstances" ->
          set("reservationSet", Stream.of(set("instancesSet", items("instance", call))));
      case "DescribeInstanceStatus" ->
          set(
              "instanceStatusSet",
              call.list("InstanceId").stream().map(things::get).map(Ec2Thing::status));
      case "RunInstances" -> set("instancesSet", run(call));
      // The Security Token Service speaks the same protocol.
      case "GetCallerIdentity" -> element("GetCallerIdentityResult", element("Account", ACCOUNT));
      case "AssumeRole" -> element("AssumeRoleResult", credentials("of " + call.get("RoleArn")));
      default -> {
        change(call);
        yield element("return", "true");
      }
    };
  }

  private static String credentials(String id) {
    var until = element("Expiration", "2099-01-01T00:00:00Z");
    var secrets = element("SecretAccessKey", "s") + element("SessionToken", "t");
    return element("Credentials", element("AccessKeyId", id), secrets, until);
  }

  private void change(Ec2Call call) throws FakeEc2.Refused {
    var gateway = things.get(call.get("InternetGatewayId"));
    var table = things.get(call.get("RouteTableId"));
    var group = things.get(call.get("GroupId"));
    switch (call.action()) {
      case "TerminateInstances" -> call.list("InstanceId").forEach(this::terminate);
      case "ImportKeyPair" -> {
        refuse(things.containsKey(call.get("KeyName")), "InvalidKeyPair.Duplicate");
        add("key-pair", call.get("KeyName"), call.tagsOn("key-pair"));
      }
      case "CreateTags" ->
          call.list("ResourceId").forEach(id -> named(id).tags.putAll(call.tags("Tag")));
      case "AttachInternetGateway" -> {
        refuse(!gateway.links.isEmpty(), "Resource.AlreadyAssociated");
        gateway.links.add(call.get("VpcId"));
      }
      case "DetachInternetGateway" -> gateway.links.remove(call.get("VpcId"));
      case "AssociateRouteTable" -> {
        refuse(table.links.contains("rtbassoc-1"), "Resource.AlreadyAssociated");
        table.links.add("rtbassoc-1");
      }
      case "DisassociateRouteTable" ->
          all("route-table").forEach(each -> each.links.remove(call.get("AssociationId")));
      case "AuthorizeSecurityGroupIngress" -> {
        var asked = rules(call);
        refuse(asked.stream().anyMatch(group.rules::contains), "InvalidPermission.Duplicate");
        group.rules.addAll(asked);
      }
      case "RevokeSecurityGroupIngress" -> group.rules.removeAll(rules(call));
      case "CreateRoute" -> refuse(!routed.add(table.id), "RouteAlreadyExists");
      default -> throw new IllegalArgumentException("call " + call.action());
    }
  }

  private Ec2Thing named(String id) {
    return things.get(id.startsWith("key-") ? id.substring(4) : id);
  }

  private static List<String> rules(Ec2Call call) {
    var rules = new ArrayList<String>();
    for (int i = 1; !call.get("IpPermissions.%d.IpProtocol", i).isEmpty(); i++) {
      var range = call.get("IpPermissions.%d.IpRanges.1.CidrIp", i);
      var group = element("groupId", call.get("IpPermissions.%d.Groups.1.GroupId", i));
      var protocol = element("ipProtocol", call.get("IpPermissions.%d.IpProtocol", i));
      var from = element("fromPort", call.get("IpPermissions.%d.FromPort", i));
      var to = element("toPort", call.get("IpPermissions.%d.ToPort", i));
      var ranges = set("ipRanges", Stream.of(element("cidrIp", range)));
      var who = range.isEmpty() ? set("groups", Stream.of(group)) : from + to + ranges;
      rules.add(element("item", protocol, who));
    }
    return rules;
  }

  private static String images() {
    var older = element("imageId", "ami-old") + element("creationDate", "2025-06-01T00:00:00.000Z");
    var newer = element("imageId", "ami-new") + element("creationDate", "2026-01-01T00:00:00.000Z");
    var disk = element("rootDeviceName", "/dev/sda1");
    return set("imagesSet", Stream.of(older, newer + disk));
  }

  private Stream<String> items(String type, Ec2Call call) {
    var found = all(type).stream().filter(thing -> thing.matches(call.filters()));
    return found.filter(thing -> thing.unseen-- <= 0).map(Ec2Thing::xml);
  }

  private String create(Ec2Thing.Kind kind, Ec2Call call) throws FakeEc2.Refused {
    refuseSecond(kind, call);
    made++;
    var thing = add(kind.type(), kind.type() + "-" + made, call.tagsOn(kind.type()));
    return kind.type().equals("security-group")
        ? thing.xml()
        : element(kind.element(), thing.xml());
  }

  /** Of some there is one a lab, as there is one of these addresses and names in a VPC. */
  private void refuseSecond(Ec2Thing.Kind kind, Ec2Call call) throws FakeEc2.Refused {
    var lab = call.tagsOn(kind.type()).getOrDefault(LabTags.LAB, "");
    boolean second =
        all(kind.type()).stream().anyMatch(other -> lab.equals(other.tags.get(LabTags.LAB)));
    refuse(second && kind.type().equals("subnet"), "InvalidSubnet.Conflict");
    refuse(second && kind.type().equals("security-group"), "InvalidGroup.Duplicate");
  }

  private static void refuse(boolean why, String code) throws FakeEc2.Refused {
    if (why) {
      throw new FakeEc2.Refused(400, code, "it is as it is");
    }
  }

  private String delete(String id) throws FakeEc2.Refused {
    refuse(!things.containsKey(id), "InvalidThing.NotFound");
    refuse(!things.get(id).links.isEmpty(), "DependencyViolation");
    if (!stubborn.contains(id)) {
      things.remove(id);
    }
    return element("return", "true");
  }

  private Stream<String> run(Ec2Call call) {
    var machines = new ArrayList<Ec2Thing>();
    int count = Integer.parseInt(call.get("MinCount")) * copies;
    for (int i = 0; i < count; i++) {
      var machine = add("instance", "i-" + ++made, call.tagsOn("instance"));
      machine.address = ADDRESSES.get(i % ADDRESSES.size());
      machine.groups.add(call.get("NetworkInterface.1.SecurityGroupId.1"));
      add("volume", "vol-" + made, call.tagsOn("volume"));
      machine.links.add("vol-" + made);
      fate.accept(machine);
      machines.add(machine);
    }
    return machines.stream().map(Ec2Thing::xml);
  }

  private void terminate(String id) {
    var machine = things.get(id);
    machine.state = "terminated";
    things.keySet().removeAll(machine.links);
  }
}
