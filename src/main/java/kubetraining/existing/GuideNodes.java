package kubetraining.existing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kubetraining.config.ConfigException;
import kubetraining.host.Texts;

/**
 * Which nodes of a cluster are the guide's. node1 is a control plane, and node2 to node4 take
 * ordinary pods. Of two workers the second is node4, since the guide tells most about node4; the
 * guide's node3 is then left out. All other nodes are node5 and so on.
 *
 * @param named by the guide's names, in their order
 */
public record GuideNodes(Map<String, NodeFacts> named) {
  private static final int GUIDES = 4;
  private static final String SETTING = "lab.nodes";

  /**
   * By role and order, or as told.
   *
   * @param nodes in the guide's order
   * @param told the names of nodes by the guide's names; empty if nobody told
   * @throws ConfigException if a node that was told is not there
   */
  public static GuideNodes of(List<NodeFacts> nodes, Map<String, String> told) {
    var named = new LinkedHashMap<String, NodeFacts>();
    if (!told.isEmpty()) {
      told.forEach((guide, name) -> named.put(guide, find(nodes, name)));
    } else if (!nodes.isEmpty()) {
      named.put("node1", nodes.get(0));
      var workers = nodes.stream().skip(1).filter(NodeFacts::takesPods).limit(GUIDES - 1).toList();
      var names =
          switch (workers.size()) {
            case 1 -> List.of("node4");
            case 2 -> List.of("node2", "node4");
            default -> List.of("node2", "node3", "node4");
          };
      workers.forEach(each -> named.put(names.get(workers.indexOf(each)), each));
    }
    var others = new ArrayList<>(nodes);
    others.removeAll(named.values());
    others.forEach(each -> named.put("node" + (others.indexOf(each) + GUIDES + 1), each));
    return new GuideNodes(named);
  }

  private static NodeFacts find(List<NodeFacts> nodes, String name) {
    var names = nodes.stream().map(NodeFacts::name).toList();
    if (!names.contains(name)) {
      throw new ConfigException(
          "setting %s names the node '%s', but this cluster has %s", SETTING, name, names);
    }
    return nodes.get(names.indexOf(name));
  }

  /**
   * What the cluster calls them.
   *
   * @throws ConfigException if a name of the cluster is the guide's for another node, since nobody
   *     could tell them apart
   */
  public Map<String, String> names() {
    var names = new LinkedHashMap<String, String>();
    named.forEach((guide, node) -> names.put(guide, node.name()));
    names.forEach(
        (guide, name) -> {
          if (!names.getOrDefault(name, name).equals(name)) {
            throw new ConfigException(
                "this cluster has a node '%s', which would be the guide's %s, and the guide has another"
                    + " node of that name; say which nodes are meant, each under its own name, as in"
                    + " -D%s=node1=%s",
                name, guide, SETTING, names.get("node1"));
          }
        });
    return names;
  }

  /** The values of their labels {@code kubernetes.io/hostname}, by the guide's names. */
  public Map<String, String> hosts() {
    return named.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().host()));
  }

  /** How much CPU a pod must request on node4 so that less than one CPU is left; at least one. */
  public long guestMilliCpu() {
    return Optional.ofNullable(named.get("node4"))
        .flatMap(NodeFacts::room)
        .map(room -> Math.max(1000, room.freeMilliCpu() - 900))
        .orElse(1000L);
  }

  /** The guide's names of those that take ordinary pods. */
  public List<String> workers() {
    return named.entrySet().stream()
        .filter(each -> each.getValue().takesPods())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The guide's name of a node. */
  String guideName(NodeFacts node) {
    return ofOwnName(node.name()).orElseThrow();
  }

  /**
   * What was given for nodes under their own names or the guide's, by the guide's names.
   *
   * @param setting where it was given
   * @throws ConfigException naming a node that is not there
   */
  public <T> Map<String, T> byGuideName(Map<String, T> given, String setting) {
    var found = new LinkedHashMap<String, T>();
    for (var each : given.entrySet()) {
      String name = each.getKey();
      var own = named.containsKey(name) ? Optional.of(name) : ofOwnName(name);
      found.put(own.orElseThrow(() -> unknown(setting, name)), each.getValue());
    }
    return found;
  }

  private Optional<String> ofOwnName(String name) {
    return named.entrySet().stream()
        .filter(each -> each.getValue().name().equals(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private ConfigException unknown(String setting, String name) {
    var all =
        named.entrySet().stream()
            .map(it -> Texts.of("%s (the guide's %s)", it.getValue().name(), it.getKey()))
            .collect(Collectors.joining(", "));
    return new ConfigException(
        "setting %s names '%s', which this cluster does not have; its nodes are %s",
        setting, name, all);
  }
}
