package kubetraining.lab.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kubetraining.host.Texts;

/** One thing that {@link FakeEc2} holds. */
final class Ec2Thing {
  final String type;
  final String idElement;
  final String id;
  final Map<String, String> tags;
  final List<String> links = new ArrayList<>();
  String state = "running";
  String checks = "ok";
  String reason = "";
  String address = "";
  Instant launched = Instant.now();
  final List<String> rules = new ArrayList<>();
  final List<String> groups = new ArrayList<>();
  int unseen;

  Ec2Thing(String type, String idElement, String id, Map<String, String> tags) {
    this.type = type;
    this.idElement = idElement;
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
      case "instance-state-name" -> values.contains(state);
      case "instance-id", "route-table-id", "internet-gateway-id", "group-id" ->
          values.contains(id);
      default -> throw new IllegalArgumentException("filter " + filter);
    };
  }

  String xml() {
    var tagSet =
        tags.entrySet().stream()
            .map(
                t ->
                    Texts.of(
                        "<item><key>%s</key><value>%s</value></item>", t.getKey(), t.getValue()))
            .collect(Collectors.joining("", "<tagSet>", "</tagSet>"));
    return switch (type) {
      case "instance" -> instance() + tagSet;
      case "key-pair" ->
          Texts.of("<keyName>%1$s</keyName><keyPairId>key-%1$s</keyPairId>", id) + tagSet;
      case "security-group" ->
          Texts.of(
                  "<groupId>%s</groupId><ipPermissions>%s</ipPermissions>",
                  id, String.join("", rules))
              + tagSet;
      case "internet-gateway" ->
          Texts.of("<internetGatewayId>%s</internetGatewayId>", id)
              + links("attachmentSet", "vpcId")
              + tagSet;
      case "route-table" ->
          Texts.of("<routeTableId>%s</routeTableId>", id)
              + links("associationSet", "routeTableAssociationId")
              + tagSet;
      default -> Texts.of("<%1$s>%2$s</%1$s>", idElement, id) + tagSet;
    };
  }

  private String instance() {
    return Texts.of(
        "<instanceId>%s</instanceId><instanceState><name>%s</name></instanceState>"
            + "<privateIpAddress>%s</privateIpAddress><instanceType>t2.medium</instanceType>"
            + "<launchTime>%s</launchTime><stateReason><message>%s</message></stateReason>"
            + "<networkInterfaceSet><item><groupSet>%s</groupSet></item></networkInterfaceSet>",
        id,
        state,
        address,
        launched,
        reason,
        groups.stream()
            .map(group -> Texts.of("<item><groupId>%s</groupId></item>", group))
            .collect(Collectors.joining()));
  }

  String status() {
    return Texts.of(
        "<item><instanceId>%s</instanceId><instanceState><name>%s</name></instanceState>"
            + "<systemStatus><status>ok</status></systemStatus>"
            + "<instanceStatus><status>%s</status></instanceStatus></item>",
        id, state, checks);
  }

  private String links(String set, String element) {
    return links.stream()
        .map(link -> Texts.of("<item><%1$s>%2$s</%1$s></item>", element, link))
        .collect(Collectors.joining("", "<" + set + ">", "</" + set + ">"));
  }
}
