package kubetraining.lab.ec2;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Judges by a policy as IAM does, as far as policies of ours go: it knows Allow alone. */
record IamPolicy(
    @JsonProperty("Version") String version,
    @JsonProperty("Statement") List<Statement> statements) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY).build();

  record Statement(
      @JsonProperty("Sid") String sid,
      @JsonProperty("Effect") String effect,
      @JsonProperty("Action") Set<String> actions,
      @JsonProperty("Resource") List<String> resources,
      @JsonProperty("Condition") Map<String, Map<String, List<String>>> condition) {
    Statement {
      condition = condition == null ? Map.of() : condition;
    }

    boolean allows(String action, String resource, Map<String, List<String>> context) {
      for (var operator : condition.entrySet()) {
        for (var key : operator.getValue().entrySet()) {
          var known = context.getOrDefault(key.getKey(), List.of());
          if (!holds(operator.getKey(), key.getValue(), known)) {
            return false;
          }
        }
      }
      return effect.equals("Allow")
          && actions.contains(action)
          && resources.stream().anyMatch(each -> like(each, resource));
    }

    private static boolean holds(String operator, List<String> allowed, List<String> known) {
      return switch (operator) {
        case "StringEquals" -> known.stream().anyMatch(allowed::contains);
        case "StringLike" ->
            known.stream().anyMatch(each -> allowed.stream().anyMatch(a -> like(a, each)));
        case "ForAllValues:StringEquals" -> allowed.containsAll(known);
        default -> throw new IllegalArgumentException("operator " + operator);
      };
    }

    private static boolean like(String pattern, String text) {
      return text.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E");
    }
  }

  static IamPolicy parse(String json) {
    try {
      return JSON.readValue(json, IamPolicy.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no policy: " + json, e);
    }
  }

  /** All that it allows under some condition. */
  Set<String> actions() {
    return statements.stream()
        .flatMap(each -> each.actions().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Whether an action may be done with one resource.
   *
   * @param context what IAM knows about the request, by the names of its condition keys
   */
  boolean allows(String action, String resource, Map<String, List<String>> context) {
    return statements.stream().anyMatch(each -> each.allows(action, resource, context));
  }
}
