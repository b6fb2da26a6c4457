package kubetraining.lab.ec2;

import static kubetraining.lab.ec2.QueryApi.element;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One thing that {@link FakeEc2} holds. */
final class Ec2Thing {
  /** How a kind of thing is spelled in names of calls, in answers and in parameters. */
  record Kind(String word, String set, String id) {
    static final List<Kind> ALL =
        Stream.of(
                "Vpc vpcSet vpcId",
                "Subnet subnetSet subnetId",
                "InternetGateway internetGatewaySet internetGatewayId",
                "RouteTable routeTableSet routeTableId",
                "SecurityGroup securityGroupInfo groupId",
                "KeyPair keySet keyName",
                "Volume volumeSet volumeId",
                "NetworkInterface networkInterfaceSet networkInterfaceId")
            .map(line -> line.split(" "))
            .map(words -> new Kind(words[0], words[1], words[2]))
            .toList();

    static Kind ofType(String type) {
      var found = ALL.stream().filter(kind -> kind.type().equals(type)).findFirst();
      return found.orElse(new Kind("Instance", "instancesSet", "instanceId"));
    }

    /** As in {@code route-table}. */
    String type() {
      return word.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    String element() {
      return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }

    String idParameter() {
      return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    }
  }

  final String type;
  final String id;
  final Map<String, String> tags;
  final List<String> links = new ArrayList<>();
  final List<String> rules = new ArrayList<>();
  final List<String> groups = new ArrayList<>();
  String state = "running";
  String checks = "ok";
  String reason = "";
  String address = "";
  Instant launched = Instant.now();
  int unseen;

  Ec2Thing(String type, String id, Map<String, String> tags) {
    this.type = type;
    this.id = id;
    this.tags = new TreeMap<>(tags);
  }

  boolean matches(Map<String, List<String>> filters) {
    return filters.entrySet().stream().allMatch(f -> matches(f.getKey(), f.getValue()));
  }

  private boolean matches(String filter, List<String> values) {
    if (filter.startsWith("tag:")) {
      return values.contains(tags.getOrDefault(filter.substring(4), ""));
    }
    return switch (filter) {
      case "tag-key" -> values.stream().anyMatch(tags::containsKey);
      case "instance-id", "route-table-id", "internet-gateway-id", "group-id" ->
          values.contains(id);
      default -> throw new IllegalArgumentException("filter " + filter);
    };
  }

  String xml() {
    var all = tags.entrySet().stream();
    var tagged = all.map(tag -> element("key", tag.getKey()) + element("value", tag.getValue()));
    return element(Kind.ofType(type).id(), id) + more() + QueryApi.set("tagSet", tagged);
  }

  private String more() {
    return switch (type) {
      case "instance" ->
          element("instanceState", element("name", state))
              + element("privateIpAddress", address)
              + element("instanceType", "t2.medium")
              + element("launchTime", launched.toString())
              + element("stateReason", element("message", reason))
              + element(
                  "networkInterfaceSet", element("item", links("groupSet", groups, "groupId")));
      case "key-pair" -> element("keyPairId", "key-" + id);
      case "security-group" -> element("ipPermissions", String.join("", rules));
      case "internet-gateway" -> links("attachmentSet", links, "vpcId");
      case "route-table" -> links("associationSet", links, "routeTableAssociationId");
      default -> "";
    };
  }

  String status() {
    return element("instanceId", id)
        + element("instanceState", element("name", state))
        + element("systemStatus", element("status", "ok"))
        + element("instanceStatus", element("status", checks));
  }

  private static String links(String set, List<String> links, String name) {
    return QueryApi.set(set, links.stream().map(link -> element(name, link)));
  }
}
