package kubetraining.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import kubetraining.redaction.Redaction;

/**
 * Redacts JSON that others wrote: each text in it as a text, in which lines are lines, and then as
 * it stands, where a value is known by its name.
 */
final class JsonTexts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonTexts() {}

  /** The same JSON without secrets; the very same text if it had none. */
  static String redact(String json) {
    try {
      JsonNode before = JSON.readTree(json);
      JsonNode after = redacted("", before.deepCopy());
      String end = json.endsWith("\n") ? "\n" : "";
      return Redaction.redact(after.equals(before) ? json : JSON.writeValueAsString(after) + end);
    } catch (JsonProcessingException e) {
      return Redaction.redact(json); // no JSON after all
    }
  }

  private static JsonNode redacted(String name, JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String each : names(object)) {
        object.set(each, redacted(each, object.get(each)));
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, redacted(name, array.get(i)));
      }
    } else if (node.isTextual()) {
      return TextNode.valueOf(Redaction.redact(name, node.textValue()));
    }
    return node;
  }

  private static List<String> names(ObjectNode object) {
    return object.properties().stream().map(each -> each.getKey()).toList();
  }
}
