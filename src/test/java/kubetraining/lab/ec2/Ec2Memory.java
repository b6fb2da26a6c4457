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
  /** Neither in order, nor in order when compared as text. */
  private static final List<String> ADDRESSES =
      List.of("10.42.1.12", "10.42.1.4", "10.42.1.100", "10.42.1.5");

  final Map<String, Ec2Thing> things = new LinkedHashMap<>();
  private Consumer<Ec2Thing> fate = machine -> {};
  private final Set<String> routed = new HashSet<>();
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
    var kind = Ec2Kind.ALL.stream().filter(k -> k.type().equals(type)).findFirst();
    var thing = new Ec2Thing(type, kind.map(Ec2Kind::idElement).orElse("instanceId"), id, tags);
    things.put(id, thing);
    return thing;
  }

  List<Ec2Thing> all(String type) {
    return things.values().stream().filter(thing -> thing.type.equals(type)).toList();
  }

  String answer(Ec2Call call) throws FakeEc2.Refused {
    for (Ec2Kind kind : Ec2Kind.ALL) {
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
        refuseAgain(things.containsKey(call.get("KeyName")), "InvalidKeyPair.Duplicate");
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

  private String link(Ec2Call call) throws FakeEc2.Refused {
    switch (call.action()) {
      case "AttachInternetGateway" -> {
        var gateway = things.get(call.get("InternetGatewayId"));
        refuseAgain(!gateway.links.isEmpty(), "Resource.AlreadyAssociated");
        gateway.links.add(call.get("VpcId"));
      }
      case "DetachInternetGateway" ->
          things.get(call.get("InternetGatewayId")).links.remove(call.get("VpcId"));
      case "AssociateRouteTable" -> {
        var table = things.get(call.get("RouteTableId"));
        refuseAgain(table.links.contains("rtbassoc-1"), "Resource.AlreadyAssociated");
        table.links.add("rtbassoc-1");
      }
      case "DisassociateRouteTable" ->
          all("route-table").forEach(table -> table.links.remove(call.get("AssociationId")));
      case "AuthorizeSecurityGroupIngress" -> {
        var group = things.get(call.get("GroupId"));
        var asked = rules(call);
        refuseAgain(asked.stream().anyMatch(group.rules::contains), "InvalidPermission.Duplicate");
        group.rules.addAll(asked);
      }
      case "RevokeSecurityGroupIngress" ->
          things.get(call.get("GroupId")).rules.removeAll(rules(call));
      case "CreateRoute" ->
          refuseAgain(!routed.add(call.get("RouteTableId")), "RouteAlreadyExists");
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

  private String describe(Ec2Kind kind, Ec2Call call) {
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

  private String create(Ec2Kind kind, Ec2Call call) throws FakeEc2.Refused {
    refuseSecond(kind, call);
    made++;
    var thing = add(kind.type(), kind.type() + "-" + made, call.tagsOn(kind.type()));
    var element = kind.word().substring(0, 1).toLowerCase(Locale.ROOT) + kind.word().substring(1);
    return kind.type().equals("security-group")
        ? thing.xml()
        : Texts.of("<%1$s>%2$s</%1$s>", element, thing.xml());
  }

  /** Of some there is one a lab, as there is one of these addresses and names in a VPC. */
  private void refuseSecond(Ec2Kind kind, Ec2Call call) throws FakeEc2.Refused {
    var lab = call.tagsOn(kind.type()).getOrDefault("kube-training/lab", "");
    if (all(kind.type()).stream()
        .anyMatch(other -> lab.equals(other.tags.get("kube-training/lab")))) {
      if (kind.type().equals("subnet")) {
        throw new FakeEc2.Refused(400, "InvalidSubnet.Conflict", "there is one");
      } else if (kind.type().equals("security-group")) {
        throw new FakeEc2.Refused(400, "InvalidGroup.Duplicate", "there is one");
      }
    }
  }

  private void refuseAgain(boolean done, String code) throws FakeEc2.Refused {
    if (done) {
      throw new FakeEc2.Refused(400, code, "that is so already");
    }
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
      machine.groups.add(call.get("NetworkInterface.1.SecurityGroupId.1"));
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
