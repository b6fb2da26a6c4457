package kubetraining.lab.ec2;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kubetraining.host.Texts;

/** One call as it came in to {@link FakeEc2}. */
record Ec2Call(String action, Map<String, String> parameters) {
  static Ec2Call parse(String body) {
    var parameters = new HashMap<String, String>();
    for (String pair : body.split("&", -1)) {
      var both = pair.split("=", 2);
      parameters.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
    }
    return new Ec2Call(parameters.get("Action"), parameters);
  }

  String get(String name, Object... arguments) {
    return parameters.getOrDefault(Texts.of(name, arguments), "");
  }

  /** The action, and whether it is only asked for. */
  String name() {
    return dryRun() ? action + " (dry run)" : action;
  }

  boolean dryRun() {
    return get("DryRun").equals("true");
  }

  private boolean has(String name, Object... arguments) {
    return parameters.containsKey(Texts.of(name, arguments));
  }

  /** The values of a numbered parameter. */
  List<String> list(String name, Object... arguments) {
    var prefix = Texts.of(name, arguments);
    var values = new ArrayList<String>();
    for (int i = 1; has("%s.%d", prefix, i); i++) {
      values.add(get("%s.%d", prefix, i));
    }
    return values;
  }

  Map<String, List<String>> filters() {
    var filters = new TreeMap<String, List<String>>();
    for (int i = 1; has("Filter.%d.Name", i); i++) {
      filters.put(get("Filter.%d.Name", i), list("Filter.%d.Value", i));
    }
    return filters;
  }

  /** The tags that a creation asks for on resources of a type. */
  Map<String, String> tagsOn(String resourceType) {
    for (int i = 1; has("TagSpecification.%d.ResourceType", i); i++) {
      if (get("TagSpecification.%d.ResourceType", i).equals(resourceType)) {
        return tags(Texts.of("TagSpecification.%d.Tag", i));
      }
    }
    return Map.of();
  }

  Map<String, String> tags(String prefix) {
    var tags = new TreeMap<String, String>();
    for (int i = 1; has("%s.%d.Key", prefix, i); i++) {
      tags.put(get("%s.%d.Key", prefix, i), get("%s.%d.Value", prefix, i));
    }
    return tags;
  }
}
