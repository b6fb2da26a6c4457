package kubetraining.lab.ec2;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import kubetraining.host.Texts;

/** What {@link FakeEc2} holds, and how calls change it. */
final class Ec2Memory {
  /** How a kind of thing is spelled in names of calls, in answers and in parameters. */
  record Kind(String type, String word, String set, String idElement, String idParameter) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("vpc", "Vpc", "vpcSet", "vpcId", "VpcId"),
          new Kind("subnet", "Subnet", "subnetSet", "subnetId", "SubnetId"),
          new Kind(
              "internet-gateway",
              "InternetGateway",
              "internetGatewaySet",
              "internetGatewayId",
              "InternetGatewayId"),
          new Kind("route-table", "RouteTable", "routeTableSet", "routeTableId", "RouteTableId"),
          new Kind("security-group", "SecurityGroup", "securityGroupInfo", "groupId", "GroupId"),
          new Kind("key-pair", "KeyPair", "keySet", "keyName", "KeyName"),
          new Kind("volume", "Volume", "volumeSet", "volumeId", "VolumeId"),
          new Kind(
              "network-interface",
              "NetworkInterface",
              "networkInterfaceSet",
              "networkInterfaceId",
              "NetworkInterfaceId"));

  /** Neither in order, nor in order when compared as text. */
  private static final List<String> ADDRESSES =
      List.of("10.42.1.12", "10.42.1.4", "10.42.1.100", "10.42.1.5");

  final Map<String, Ec2Thing> things = new LinkedHashMap<>();
  private Consumer<Ec2Thing> fate = machine -> {};
  private final Set<String> stubborn = new HashSet<>();
  private int copies = 1;
  private int made;

  /** What happens to each machine that is made from now on. */
  void onNewMachine(Consumer<Ec2Thing> newFate) {
    fate = newFate;
  }

  /** Deletions of this thing are accepted and not carried out. */
  void undeletable(String id) {
    stubborn.add(id);
  }

  /** Makes machines this often for one request. */
  void makeMachines(int times) {
    copies = times;
  }

  Ec2Thing add(String type, String id, Map<String, String> tags) {
    var kind = KINDS.stream().filter(k -> k.type().equals(type)).findFirst();
    var thing = new Ec2Thing(type, kind.map(Kind::idElement).orElse("instanceId"), id, tags);
    things.put(id, thing);
    return thing;
  }

  List<Ec2Thing> all(String type) {
    return things.values().stream().filter(thing -> thing.type.equals(type)).toList();
  }

  String answer(Ec2Call call) throws FakeEc2.Refused {
    for (Kind kind : KINDS) {
      if (call.action().equals("Describe" + kind.word() + "s")) {
        return answer(call, describe(kind, call));
      } else if (call.action().equals("Create" + kind.word())) {
        return answer(call, create(kind, call));
      } else if (call.action().equals("Delete" + kind.word())) {
        return answer(call, delete(call.get(kind.idParameter())));
      }
    }
    return answer(call, other(call));
  }

  private static String answer(Ec2Call call, String content) {
    return Texts.of(
        "<%1$sResponse><requestId>request-7</requestId>%2$s</%1$sResponse>",
        call.action(), content);
  }

  private String other(Ec2Call call) throws FakeEc2.Refused {
    return switch (call.action()) {
      case "DescribeImages" -> images();
      case "DescribeInstanceTypeOfferings" ->
          "<instanceTypeOfferingSet><item><location>us-east-1b</location></item>"
              + "<item><location>us-east-1a</location></item></instanceTypeOfferingSet>";
      case "DescribeRegions" ->
          "<regionInfo><item><regionName>us-east-1</regionName></item>"
              + "<item><regionName>eu-west-1</regionName></item></regionInfo>";
      case "DescribeInstances" ->
          Texts.of(
              "<reservationSet><item>%s</item></reservationSet>", instances(all("instance"), call));
      case "DescribeInstanceStatus" ->
          set(
              "instanceStatusSet",
              call.list("InstanceId").stream().map(id -> things.get(id).status()).toList());
      case "RunInstances" -> run(call);
      case "TerminateInstances" -> terminate(call.list("InstanceId"));
      case "ImportKeyPair" -> {
        var key = add("key-pair", call.get("KeyName"), call.tagsOn("key-pair"));
        yield Texts.of("<keyName>%s</keyName><keyPairId>key-1</keyPairId>", key.id);
      }
      case "CreateTags" -> {
        call.list("ResourceId").forEach(id -> named(id).tags.putAll(call.tags("Tag")));
        yield "<return>true</return>";
      }
      default -> link(call);
    };
  }

  private Ec2Thing named(String id) {
    return things.get(id.startsWith("key-") ? id.substring(4) : id);
  }

  private String link(Ec2Call call) {
    switch (call.action()) {
      case "AttachInternetGateway" ->
          things.get(call.get("InternetGatewayId")).links.add(call.get("VpcId"));
      case "DetachInternetGateway" ->
          things.get(call.get("InternetGatewayId")).links.remove(call.get("VpcId"));
      case "AssociateRouteTable" -> things.get(call.get("RouteTableId")).links.add("rtbassoc-1");
      case "DisassociateRouteTable" ->
          all("route-table").forEach(table -> table.links.remove(call.get("AssociationId")));
      case "AuthorizeSecurityGroupIngress" ->
          things.get(call.get("GroupId")).rules.addAll(rules(call));
      case "RevokeSecurityGroupIngress" ->
          things.get(call.get("GroupId")).rules.removeAll(rules(call));
      case "CreateRoute" -> {}
      default -> throw new IllegalArgumentException("call " + call.action());
    }
    return "<return>true</return>";
  }

  private static List<String> rules(Ec2Call call) {
    var rules = new ArrayList<String>();
    for (int i = 1; !call.get("IpPermissions.%d.IpProtocol", i).isEmpty(); i++) {
      var range = call.get("IpPermissions.%d.IpRanges.1.CidrIp", i);
      rules.add(
          range.isEmpty()
              ? Texts.of(
                  "<item><ipProtocol>-1</ipProtocol><groups><item><groupId>%s</groupId></item></groups>"
                      + "</item>",
                  call.get("IpPermissions.%d.Groups.1.GroupId", i))
              : Texts.of(
                  "<item><ipProtocol>tcp</ipProtocol><fromPort>%s</fromPort><toPort>%s</toPort>"
                      + "<ipRanges><item><cidrIp>%s</cidrIp></item></ipRanges></item>",
                  call.get("IpPermissions.%d.FromPort", i),
                  call.get("IpPermissions.%d.ToPort", i),
                  range));
    }
    return rules;
  }

  private static String images() {
    return set(
        "imagesSet",
        List.of(
            "<item><imageId>ami-old</imageId><name>ubuntu-1</name>"
                + "<creationDate>2025-06-01T00:00:00.000Z</creationDate></item>",
            "<item><imageId>ami-new</imageId><name>ubuntu-2</name>"
                + "<creationDate>2026-01-01T00:00:00.000Z</creationDate>"
                + "<rootDeviceName>/dev/sda1</rootDeviceName></item>"));
  }

  private String describe(Kind kind, Ec2Call call) {
    return set(kind.set(), items(all(kind.type()), call));
  }

  private String instances(List<Ec2Thing> machines, Ec2Call call) {
    return set("instancesSet", items(machines, call));
  }

  private static List<String> items(List<Ec2Thing> of, Ec2Call call) {
    return of.stream()
        .filter(thing -> thing.matches(call.filters()))
        .filter(thing -> thing.unseen-- <= 0)
        .map(thing -> Texts.of("<item>%s</item>", thing.xml()))
        .toList();
  }

  private static String set(String name, List<String> items) {
    return Texts.of("<%1$s>%2$s</%1$s>", name, String.join("", items));
  }

  private String create(Kind kind, Ec2Call call) {
    made++;
    var thing = add(kind.type(), kind.type() + "-" + made, call.tagsOn(kind.type()));
    var element = kind.word().substring(0, 1).toLowerCase(Locale.ROOT) + kind.word().substring(1);
    return kind.type().equals("security-group")
        ? thing.xml()
        : Texts.of("<%1$s>%2$s</%1$s>", element, thing.xml());
  }

  private String delete(String id) throws FakeEc2.Refused {
    var thing = things.get(id);
    if (thing == null) {
      throw new FakeEc2.Refused(400, "InvalidThing.NotFound", id + " does not exist");
    }
    if (!thing.links.isEmpty()) {
      throw new FakeEc2.Refused(400, "DependencyViolation", id + " is in use");
    }
    if (!stubborn.contains(id)) {
      things.remove(id);
    }
    return "<return>true</return>";
  }

  private String run(Ec2Call call) {
    var machines = new ArrayList<Ec2Thing>();
    int count = Integer.parseInt(call.get("MinCount")) * copies;
    for (int i = 0; i < count; i++) {
      var machine = add("instance", "i-" + ++made, call.tagsOn("instance"));
      machine.address = ADDRESSES.get(i % ADDRESSES.size());
      add("volume", "vol-" + made, call.tagsOn("volume"));
      machine.links.add("vol-" + made);
      fate.accept(machine);
      machines.add(machine);
    }
    return set("instancesSet", machines.stream().map(m -> "<item>" + m.xml() + "</item>").toList());
  }

  private String terminate(List<String> ids) {
    for (String id : ids) {
      var machine = things.get(id);
      machine.state = "terminated";
      things.keySet().removeAll(machine.links);
    }
    return "<instancesSet/>";
  }
}
