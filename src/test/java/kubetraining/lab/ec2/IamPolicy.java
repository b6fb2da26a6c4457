package kubetraining.lab.ec2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Judges by a policy as IAM does, as far as policies of ours go: it knows Allow alone. */
record IamPolicy(List<JsonNode> statements) {
  static IamPolicy parse(String json) {
    try {
      return new IamPolicy(list(JsonMapper.builder().build().readTree(json).get("Statement")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no policy: " + json, e);
    }
  }

  /** All that it allows under some condition. */
  TreeSet<String> actions() {
    var actions = new TreeSet<String>();
    statements.forEach(statement -> texts(statement.get("Action")).forEach(actions::add));
    return actions;
  }

  /**
   * Whether an action may be done with one resource.
   *
   * @param context what IAM knows about the request, by the names of its condition keys
   */
  boolean allows(String action, String resource, Map<String, List<String>> context) {
    return statements.stream()
        .filter(statement -> statement.get("Effect").asText().equals("Allow"))
        .filter(statement -> texts(statement.get("Action")).contains(action))
        .filter(s -> texts(s.get("Resource")).stream().anyMatch(r -> like(r, resource)))
        .anyMatch(statement -> holds(statement.path("Condition"), context));
  }

  private static boolean holds(JsonNode condition, Map<String, List<String>> context) {
    for (var operator : condition.properties()) {
      for (var key : operator.getValue().properties()) {
        var allowed = texts(key.getValue());
        var known = context.getOrDefault(key.getKey(), List.of());
        boolean holds =
            switch (operator.getKey()) {
              case "StringEquals" -> known.stream().anyMatch(allowed::contains);
              case "StringLike" ->
                  known.stream().anyMatch(k -> allowed.stream().anyMatch(a -> like(a, k)));
              case "ForAllValues:StringEquals" -> allowed.containsAll(known);
              default -> throw new IllegalArgumentException("operator " + operator.getKey());
            };
        if (!holds) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean like(String pattern, String text) {
    var regex =
        String.join(".*", List.of(pattern.split("\\*", -1)).stream().map(Pattern::quote).toList());
    return text.matches(regex);
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static List<String> texts(JsonNode oneOrMore) {
    if (oneOrMore.isTextual()) {
      return List.of(oneOrMore.asText());
    }
    var texts = new ArrayList<String>();
    oneOrMore.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
