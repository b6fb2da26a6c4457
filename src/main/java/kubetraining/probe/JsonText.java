package kubetraining.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** JSON that somebody else wrote, and may have written otherwise than we expect. */
final class JsonText {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int SHOWN = 200;

  private JsonText() {}

  /** What the text says; a missing node if it is no JSON. */
  static JsonNode parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** The same of an object, of which parts may be missing. */
  static JsonNode of(Object object) {
    return MAPPER.valueToTree(object);
  }

  /** What the API server answers to a path; a missing node if there is nothing at it. */
  static JsonNode at(KubernetesClient client, String path) {
    return parse(Objects.requireNonNullElse(client.raw(path), ""));
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The elements of a list; none if it is no list. */
  static Stream<JsonNode> elements(JsonNode list) {
    return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
  }

  static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
